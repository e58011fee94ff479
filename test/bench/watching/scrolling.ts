import type { Browser } from 'playwright-core';
import { sendMany } from '../../browser/pushes.js';
import type { MockProcess } from '../measuring/mock-process.js';

const ROWS = 10_000;
/** Rows that a frame goes over: fast, but as a hand does it. */
const PX_A_FRAME = 1_200;

/** Ten thousand rows scrolled through from end to end: what kept the page from answering longest. */
export async function scrolling(
  browser: Browser,
  { mock }: MockProcess,
): Promise<readonly (readonly [string, string])[]> {
  await sendMany(mock.integration(), ROWS);
  const page = await browser.newPage();
  await page.goto(mock.origin);
  await page.getByText('10,000 requests shown').waitFor({ timeout: 60_000 });
  const { longestTaskMs, framesMs } = await page.getByRole('listbox').evaluate(async (list, stepPx) => {
    let longestTask = 0;
    const observer = new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) longestTask = Math.max(longestTask, duration);
    });
    observer.observe({ type: 'longtask' });
    const frames: number[] = [];
    let lastMs = performance.now();
    while (list.scrollTop + list.clientHeight < list.scrollHeight - 1) {
      list.scrollTop += stepPx;
      await new Promise(requestAnimationFrame);
      frames.push(performance.now() - lastMs);
      lastMs = performance.now();
    }
    for (const entry of observer.takeRecords()) longestTask = Math.max(longestTask, entry.duration);
    return { longestTaskMs: longestTask, framesMs: frames };
  }, PX_A_FRAME);
  await page.close();
  const sorted = framesMs.toSorted((a, b) => a - b);
  const at = (part: number) =>
    `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)} ms`;
  return [
    ['longest task, scrolling 10,000 rows', longestTaskMs === 0 ? 'below 50 ms' : `${Math.round(longestTaskMs)} ms`],
    ['frames, scrolling 10,000 rows', `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}, ${sorted.length} of them`],
  ];
}
