import type { ScenarioResult, SenderRun, TimelineRequest } from 'imshop-contracts/conformance';
import { count, durationWords, endWords, requestWords } from '../words.js';
import { BASELINE, type Drawn, GUTTER, LANE_HEIGHT } from './chart.js';
import { clipped, rect, text } from './svg.js';
import type { TimeAxis } from './time-axis.js';
import { toneOf } from './tone.js';

/** Above the requests of the sender: each of its starts, and requests that are not its own. */
export function lanes({ timeline, runs }: ScenarioResult, axis: TimeAxis, top: number): Drawn {
  const startMs = runs[0]?.startedAtMs ?? 0;
  const others = (['other-sender', 'redirected'] as const)
    .map((whose) => ({ whose, requests: timeline.filter(({ by }) => by === whose) }))
    .filter(({ requests }) => requests.length > 0);
  const drawn = [
    ...runs.map(
      (run, index) => (y: number) =>
        startLane(run, runs.length > 1 ? `start ${index + 1}` : 'sender', startMs, axis, y),
    ),
    ...others.map(
      ({ whose, requests }) =>
        (y: number) =>
          requestLane(`${count(requests.length, 'request')} ${WHOSE[whose]}`, requests, axis, y),
    ),
  ];
  return {
    height: drawn.length * LANE_HEIGHT,
    svg: drawn.map((draw, index) => draw(top + index * LANE_HEIGHT)).join('\n'),
  };
}

const WHOSE = { 'other-sender': 'by another sender', redirected: 'where a redirect led' };

function startLane(run: SenderRun, name: string, startMs: number, axis: TimeAxis, y: number): string {
  const [fromMs, toMs] = [run.startedAtMs - startMs, run.endedAtMs - startMs];
  const x = axis.x(fromMs);
  const words = `${name}: ${endWords(run)}`;
  const title = `${words}; from ${durationWords(fromMs)} to ${durationWords(toMs)}`;
  const bad = run.end.type === 'exited' || run.interrupted ? '' : ' bad';
  const at = { x, y: y + 4, width: Math.max(axis.x(toMs) - x, 2), height: LANE_HEIGHT - 8, rx: 2 };
  return text(`name${bad}`, 8, y + BASELINE, clipped(words, GUTTER - 16), title) + rect(`run${bad}`, at, title);
}

const BAR_WIDTH = 3;

/** Requests in one lane, each where it came. One of many at the same place and with the same end is drawn. */
export function requestLane(name: string, requests: readonly TimelineRequest[], axis: TimeAxis, y: number): string {
  const bars = new Map<string, string>();
  for (const request of requests) {
    const x = axis.x(request.atMs);
    const at = { x, y: y + 4, width: BAR_WIDTH, height: LANE_HEIGHT - 8 };
    bars.set(
      `${Math.round(x / BAR_WIDTH)} ${toneOf(request)}`,
      rect(`bar ${toneOf(request)}`, at, requestWords(request)),
    );
  }
  return text('name', 8, y + BASELINE, name) + [...bars.values()].join('');
}
