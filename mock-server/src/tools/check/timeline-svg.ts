import { fullestWindow } from 'imshop-contracts';
import type { ScenarioResult, SenderRun } from 'imshop-contracts/conformance';
import { formatCount, formatDuration, formatEnd, formatRunName } from './format.js';
import { type AnswerClass, requestLane, requestRows } from './request-rows.js';
import {
  BASELINE,
  clip,
  LANE_HEIGHT,
  line,
  rect,
  type SvgFragment,
  stackLanes,
  TimeAxis,
  text,
  widthOf,
} from './svg.js';

/** Width of a chart in its own units; the page scales it. */
const WIDTH = 1000;
/** Width of the labels, left of the time axis. */
const LABEL_WIDTH = 300;
const RIGHT = WIDTH - 24;
/** Height of the head: the ticks, and below them the label of the fullest window. */
const HEAD_HEIGHT = 38;
const TICK_Y = 12;
const WINDOW_Y = 27;

/** Draws the runs and requests of a scenario over time. */
export function timelineSvg(result: ScenarioResult): string {
  const requests = result.timeline.filter(({ by }) => by === 'sender');
  const axis = new TimeAxis(endMs(result), LABEL_WIDTH, RIGHT);
  const lanes = swimlanes(result, axis, HEAD_HEIGHT);
  const rows = requestRows(requests, axis, HEAD_HEIGHT + lanes.height);
  const bottom = HEAD_HEIGHT + lanes.height + rows.height;
  const label = `Timeline: ${formatCount(requests.length, 'request')} in ${formatDuration(axis.endMs)}`;
  const parts = [drawFullestWindow(result, axis, bottom), drawGrid(axis, bottom), lanes.svg, rows.svg];
  return `<div class="chart" tabindex="0" role="region" aria-label="${label}">
<svg viewBox="0 0 ${WIDTH} ${bottom + 4}" role="group" aria-label="${label}">
${parts.filter((part) => part !== '').join('\n')}
</svg></div>`;
}

function endMs({ runs, timeline }: ScenarioResult): number {
  const startMs = runs[0]?.startedAtMs ?? 0;
  return Math.max(
    ...runs.map(({ endedAtMs }) => endedAtMs - startMs),
    ...timeline.map(({ atMs, durationMs }) => atMs + (durationMs ?? 0)),
    0,
  );
}

function drawGrid(axis: TimeAxis, bottom: number): string {
  return axis
    .ticks()
    .map((atMs) => {
      const x = axis.x(atMs);
      return line('grid', x, TICK_Y + 4, x, bottom) + text('tick', x, TICK_Y, formatDuration(atMs));
    })
    .join('');
}

/** Shades the window of the rate limit with the most requests. */
function drawFullestWindow({ timeline, windowMs, limit }: ScenarioResult, axis: TimeAxis, bottom: number): string {
  const times = timeline.filter(({ by }) => by !== 'redirected').map(({ atMs }) => atMs);
  const { fromMs, requests } = fullestWindow(times, windowMs);
  if (requests === 0) return '';
  const over = requests > limit ? ' over' : '';
  const label = `fullest window of ${formatDuration(windowMs)}: ${requests} of ${limit}`;
  const x = axis.x(fromMs);
  const width = Math.max(axis.x(fromMs + windowMs) - x, 1);
  return (
    rect(`band${over}`, { x, y: TICK_Y + 4, width, height: bottom - TICK_Y - 4 }, label) +
    text(`band-words${over}`, Math.min(x + 4, RIGHT - widthOf(label)), WINDOW_Y, label)
  );
}

const OTHERS = { 'other-sender': 'by another sender', redirected: 'to the target of a redirect' } as const;

/** Draws a lane for each run of the sender, and one for each kind of requests that are not its own. */
function swimlanes({ timeline, runs }: ScenarioResult, axis: TimeAxis, top: number): SvgFragment {
  const runLanes = runs.map(
    (run, index) => (y: number) => runLane(run, formatRunName(index, runs), runs[0]?.startedAtMs ?? 0, axis, y),
  );
  const otherLanes = Object.entries(OTHERS).flatMap(([sender, label]) => {
    const requests = timeline.filter(({ by }) => by === sender);
    const name = `${formatCount(requests.length, 'request')} ${label}`;
    return requests.length === 0 ? [] : [(y: number) => requestLane(name, requests, axis, y)];
  });
  return stackLanes([...runLanes, ...otherLanes], top);
}

function runLane(run: SenderRun, name: string, startMs: number, axis: TimeAxis, y: number): string {
  const [fromMs, toMs] = [run.startedAtMs - startMs, run.endedAtMs - startMs];
  const x = axis.x(fromMs);
  const label = `${name} ${formatEnd(run)}`;
  const title = `${label}; from ${formatDuration(fromMs)} to ${formatDuration(toMs)}`;
  const bad = run.end.type === 'exited' || run.interrupted ? '' : ' bad';
  const position = { x, y: y + 4, width: Math.max(axis.x(toMs) - x, 2), height: LANE_HEIGHT - 8, rx: 2 };
  return text(`name${bad}`, 8, y + BASELINE, clip(label, LABEL_WIDTH - 16), title) + rect(`run${bad}`, position, title);
}

const ANSWERS: Readonly<Record<AnswerClass, string>> = {
  accepted: 'accepted',
  refused: 'refused, not processed',
  failed: 'not an answer of the vendor',
  unknown: 'no complete answer',
};

/** Explains the signs of the charts, and defines the pattern that they are filled with. */
export function chartLegend(): string {
  const answers = Object.entries(ANSWERS).map(([className, label]) => `<li>${swatch(`bar ${className}`)} ${label}`);
  return `<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch" width="2" height="6"/></pattern>
</defs></svg>
<ul class="legend" aria-label="In the charts">${answers.join('')}<li>${swatch('forbidden')} Retry-After wait<li>${swatch('band')} fullest window of the rate limit</ul>`;
}

function swatch(className: string): string {
  return `<svg class="swatch" viewBox="0 0 16 12" aria-hidden="true"><rect class="${className}" width="16" height="12"/></svg>`;
}
