import { launchChromium } from '../../browser/launch-chromium.js';
import { MockProcess } from '../measuring/mock-process.js';
import { measureCost } from './cost.js';
import { measureLatency } from './latency.js';
import { measureScrolling } from './scrolling.js';

// Measures the inspector page while requests arrive. On a small machine browser, mock and sender share two cores, so the ratios
// say more than the absolute figures.
const browser = await launchChromium();
if (!browser) throw new Error('no Chromium found; set IMSHOP_TEST_CHROMIUM to its path');
try {
  const rows: (readonly [string, string])[] = [];
  for (const measure of [measureLatency, measureScrolling, measureCost]) {
    await using mock = await MockProcess.start();
    rows.push(...(await measure(browser, mock)));
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  process.stdout.write(rows.map(([name, figure]) => `${name.padEnd(width)}  ${figure}\n`).join(''));
} finally {
  await browser.close();
}
