import type { ScenarioResult, TimelineRequest } from 'imshop-contracts/conformance';
import { count, durationWords, requestWords } from '../words.js';
import { BASELINE, type Drawn, GUTTER, LANE_HEIGHT, RIGHT } from './chart.js';
import { type Early, earlyRequests } from './early.js';
import { requestLane } from './lanes.js';
import { clipped, line, rect, text, widthOf } from './svg.js';
import type { TimeAxis } from './time-axis.js';
import { toneOf } from './tone.js';

/** Rows of requests at the beginning and at the end; what is between them is told by one lane for all. */
const FIRST_ROWS = 40;
const LAST_ROWS = 15;

const NUMBER_X = 34;
const ANSWER_X = 44;
const CUSTOMERS_X = GUTTER - 14;

interface Row extends Partial<Early> {
  readonly request: TimelineRequest;
  readonly number: number;
  readonly previous: TimelineRequest | undefined;
}

/** A row for each of the sender's own requests. */
export function requestRows(result: ScenarioResult, axis: TimeAxis, top: number): Drawn {
  const own = result.timeline.filter(({ by }) => by === 'sender');
  if (own.length === 0) return { height: LANE_HEIGHT, svg: text('name', 8, top + BASELINE, 'no request') };
  const early = earlyRequests(own);
  const rows = own.map((request, index) => ({
    request,
    number: index + 1,
    previous: own[index - 1],
    ...early.get(request),
  }));
  const omitted = rows.length - FIRST_ROWS - LAST_ROWS;
  const shown = (some: readonly Row[]) => some.map((row) => (y: number) => rowSvg(row, axis, y));
  const parts =
    omitted <= 0
      ? [heading, ...shown(rows)]
      : [
          heading,
          (y: number) => requestLane(`all ${count(own.length, 'request')}`, own, axis, y),
          ...shown(rows.slice(0, FIRST_ROWS)),
          (y: number) => text('name', ANSWER_X, y + BASELINE, `… ${omitted} more …`),
          ...shown(rows.slice(-LAST_ROWS)),
        ];
  return {
    height: parts.length * LANE_HEIGHT,
    svg: parts.map((draw, index) => draw(top + index * LANE_HEIGHT)).join('\n'),
  };
}

function heading(y: number): string {
  return (
    text('head end', NUMBER_X, y + BASELINE, '#') +
    text('head', ANSWER_X, y + BASELINE, 'answer') +
    text('head end', CUSTOMERS_X, y + BASELINE, 'customers, ✓ pushed')
  );
}

function rowSvg(row: Row, axis: TimeAxis, y: number): string {
  const { request, number } = row;
  const { status, fault, outcome, customers, accepted } = request;
  const answer = `${status ?? 'no answer:'} ${fault ?? outcome}`;
  const title = `request ${number} at ${requestWords(request)}`;
  return [
    forbidden(row, axis, y),
    text('number end', NUMBER_X, y + BASELINE, String(number)),
    text(`answer ${toneOf(request)}`, ANSWER_X, y + BASELINE, clipped(answer, CUSTOMERS_X - ANSWER_X - 60), title),
    text('number end', CUSTOMERS_X, y + BASELINE, `${accepted ? '✓ ' : ''}${customers}`),
    gap(row, axis, y),
    bar(row, title, axis, y),
  ].join('');
}

/** From the request until its answer was out; until the end where none was. */
function bar({ request, earlyMs }: Row, title: string, axis: TimeAxis, y: number): string {
  const { atMs, durationMs } = request;
  const x = axis.x(atMs);
  const width = Math.max(axis.x(durationMs === null ? axis.endMs : atMs + durationMs) - x, 3);
  const open = durationMs === null ? ' open' : '';
  const drawn = rect(`bar ${toneOf(request)}${open}`, { x, y: y + 4, width, height: LANE_HEIGHT - 8, rx: 1 }, title);
  if (earlyMs === undefined) return drawn;
  const words = `⚠ ${durationWords(earlyMs)} too early`;
  const isRoom = x + width + 4 + widthOf(words) < RIGHT;
  const flag = isRoom ? text('flag', x + width + 4, y + BASELINE, words) : text('flag end', x - 4, y + BASELINE, words);
  return drawn + flag;
}

/** How long the sender waited since the answer before, where there is room to say it. */
function gap({ request, previous, earlyMs }: Row, axis: TimeAxis, y: number): string {
  if (!previous) return '';
  const fromMs = previous.atMs + (previous.durationMs ?? 0);
  const [from, to] = [axis.x(fromMs), axis.x(request.atMs)];
  const words = durationWords(request.atMs - fromMs);
  const isRoom = to - from > widthOf(words) + 12 && earlyMs === undefined;
  if (!isRoom) return '';
  const middle = y + LANE_HEIGHT / 2;
  return line('gap', from, middle, to, middle) + text('gap-words', (from + to) / 2, y + BASELINE, words);
}

/** When no request may come: after an answer with `Retry-After`, and again where a request came nevertheless. */
function forbidden({ request, forbiddenBy, earlyMs }: Row, axis: TimeAxis, y: number): string {
  const by = request.retryAtMs === null ? forbiddenBy : request;
  if (!by || by.retryAtMs === null) return '';
  const x = axis.x(by.atMs + (by.durationMs ?? 0));
  const width = axis.x(by.retryAtMs) - x;
  if (width <= 0) return '';
  const words = `Retry-After until ${durationWords(by.retryAtMs)}`;
  const isRoom = earlyMs === undefined && width > widthOf(words) + 16;
  return (
    rect('forbidden', { x, y, width, height: LANE_HEIGHT }, words) +
    (isRoom ? text('forbidden-words', x + 10, y + BASELINE, words) : '')
  );
}
