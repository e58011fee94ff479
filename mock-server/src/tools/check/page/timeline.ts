import type { ScenarioResult } from 'imshop-contracts/conformance';
import { count, durationWords } from '../words.js';
import { GUTTER, HEAD_HEIGHT, LABELS_Y, RIGHT, WIDTH, WINDOW_Y } from './chart.js';
import { lanes } from './lanes.js';
import { requestRows } from './request-rows.js';
import { line, rect, text, widthOf } from './svg.js';
import { fullestWindow, TimeAxis } from './time-axis.js';

/** What happened, over the time since the sender was started. */
export function timeline(result: ScenarioResult): string {
  const axis = new TimeAxis(endOf(result), GUTTER, RIGHT);
  const above = lanes(result, axis, HEAD_HEIGHT);
  const below = requestRows(result, axis, HEAD_HEIGHT + above.height);
  const bottom = HEAD_HEIGHT + above.height + below.height;
  const own = result.timeline.filter(({ by }) => by === 'sender').length;
  const label = `Timeline: ${count(own, 'request')} in ${durationWords(axis.endMs)}`;
  const parts = [windowBand(result, axis, bottom), grid(axis, bottom), above.svg, below.svg];
  return `<div class="chart" tabindex="0" role="region" aria-label="${label}">
<svg viewBox="0 0 ${WIDTH} ${bottom + 4}" role="group" aria-label="${label}">
${parts.filter((part) => part !== '').join('\n')}
</svg></div>`;
}

function endOf({ runs, timeline: requests }: ScenarioResult): number {
  const startMs = runs[0]?.startedAtMs ?? 0;
  return Math.max(
    ...runs.map(({ endedAtMs }) => endedAtMs - startMs),
    ...requests.map(({ atMs, durationMs }) => atMs + (durationMs ?? 0)),
    0,
  );
}

function grid(axis: TimeAxis, bottom: number): string {
  return axis
    .ticks()
    .map((atMs) => {
      const x = axis.x(atMs);
      return line('grid', x, LABELS_Y + 4, x, bottom) + text('tick', x, LABELS_Y, durationWords(atMs));
    })
    .join('');
}

/** The window that held most requests, shaded, with how many it held; all is shaded where it lasts longer than all that is shown. */
function windowBand({ timeline: requests, windowMs, limit }: ScenarioResult, axis: TimeAxis, bottom: number): string {
  const counted = requests.filter(({ by }) => by !== 'redirected');
  const fullest = fullestWindow(counted, windowMs);
  if (!fullest) return '';
  const over = fullest.requests > limit ? ' over' : '';
  const words = `most in ${durationWords(windowMs)}: ${fullest.requests} of ${limit}`;
  const x = axis.x(fullest.fromMs);
  const width = Math.max(axis.x(fullest.fromMs + windowMs) - x, 1);
  const wordsX = Math.min(x + 4, RIGHT - widthOf(words));
  return (
    rect(`band${over}`, { x, y: LABELS_Y + 4, width, height: bottom - LABELS_Y - 4 }, words) +
    text(`band-words${over}`, wordsX, WINDOW_Y, words)
  );
}
