import { launchChromium } from '../../browser/chromium.js';
import { MockProcess } from '../measuring/mock-process.js';
import { costOfWatching } from './cost.js';
import { timeToRow } from './latency.js';
import { scrolling } from './scrolling.js';

// The inspector page while requests come in. Two cores are all that browser, mock and sender have on a small machine, so
// read the ratios before the figures.
const browser = await launchChromium();
if (!browser) throw new Error('there is no Chromium; IMSHOP_TEST_CHROMIUM can name one');
try {
  const rows: (readonly [string, string])[] = [];
  for (const measure of [timeToRow, scrolling, costOfWatching]) {
    await using mock = await MockProcess.start();
    rows.push(...(await measure(browser, mock)));
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  process.stdout.write(rows.map(([name, figure]) => `${name.padEnd(width)}  ${figure}\n`).join(''));
} finally {
  await browser.close();
}
