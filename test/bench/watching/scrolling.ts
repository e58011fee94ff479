import type { Browser } from 'playwright-core';
import { sendPushes } from '../../browser/send-push.js';
import type { MockProcess } from '../measuring/mock-process.js';

const ROWS = 10_000;
/** 25 rows: as fast as a user scrolls. */
const PX_PER_FRAME = 1_200;

/** Scrolls through ten thousand rows and measures the longest task and the frames. */
export async function measureScrolling(
  browser: Browser,
  { mock }: MockProcess,
): Promise<readonly (readonly [string, string])[]> {
  await sendPushes(mock.integration(), ROWS);
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
  }, PX_PER_FRAME);
  await page.close();
  const sorted = framesMs.toSorted((a, b) => a - b);
  const at = (part: number) =>
    `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)} ms`;
  return [
    ['longest task, scrolling 10,000 rows', longestTaskMs === 0 ? 'below 50 ms' : `${Math.round(longestTaskMs)} ms`],
    ['frames, scrolling 10,000 rows', `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}, ${sorted.length} of them`],
  ];
}
