import { type EarlyRequest, earlyRequests } from 'imshop-contracts';
import type { TimelineRequest } from 'imshop-contracts/conformance';
import { formatCount, formatDuration, formatRequest } from './format.js';
import {
  BASELINE,
  clip,
  LANE_HEIGHT,
  line,
  rect,
  type SvgFragment,
  stackLanes,
  type TimeAxis,
  text,
  widthOf,
} from './svg.js';

/**
 * The kind of an answer, also its CSS class:
 * - `accepted`: the vendor's answer that the push was accepted.
 * - `refused`: the vendor's answer that the push was not processed.
 * - `failed`: an answer that the vendor does not give.
 * - `unknown`: no answer, or an incomplete one.
 */
export type AnswerClass = 'accepted' | 'refused' | 'failed' | 'unknown';

const UNANSWERED = ['pending', 'aborted'];

function answerClass({ outcome, status }: TimelineRequest): AnswerClass {
  if (outcome === 'accepted') return 'accepted';
  if (status === null || UNANSWERED.includes(outcome)) return 'unknown';
  if (outcome !== 'faulted' || status === 429) return 'refused';
  return status === 200 ? 'unknown' : 'failed';
}

const BAR_WIDTH = 3;

/** Draws requests in one lane. Of requests of one class at the same place only the last is drawn. */
export function requestLane(name: string, requests: readonly TimelineRequest[], axis: TimeAxis, y: number): string {
  const bars = new Map<string, string>();
  for (const request of requests) {
    const x = axis.x(request.atMs);
    const className = answerClass(request);
    const position = { x, y: y + 4, width: BAR_WIDTH, height: LANE_HEIGHT - 8 };
    bars.set(`${Math.round(x / BAR_WIDTH)} ${className}`, rect(`bar ${className}`, position, formatRequest(request)));
  }
  return text('name', 8, y + BASELINE, name) + [...bars.values()].join('');
}

/** Rows at the beginning and at the end of a long timeline; the requests between them are only in the summary lane. */
const FIRST_ROWS = 40;
const LAST_ROWS = 15;

const NUMBER_X = 34;
const ANSWER_X = 44;

interface Row {
  readonly request: TimelineRequest;
  readonly number: number;
  readonly previous: TimelineRequest | undefined;
  readonly early: EarlyRequest<TimelineRequest> | undefined;
}

/** Draws a row for each request of the sender: a table at the left, the request on the time axis. */
export function requestRows(requests: readonly TimelineRequest[], axis: TimeAxis, top: number): SvgFragment {
  if (requests.length === 0) return stackLanes([(y) => text('name', 8, y + BASELINE, 'no request')], top);
  const early = new Map(earlyRequests(requests).map((found) => [found.index, found]));
  const rows = requests.map(
    (request, index) => (y: number) =>
      drawRow({ request, number: index + 1, previous: requests[index - 1], early: early.get(index) }, axis, y),
  );
  const omitted = rows.length - FIRST_ROWS - LAST_ROWS;
  const heading = (y: number) => drawHeading(axis, y);
  if (omitted <= 0) return stackLanes([heading, ...rows], top);
  const lanes = [
    heading,
    (y: number) => requestLane(`all ${formatCount(requests.length, 'request')}`, requests, axis, y),
    ...rows.slice(0, FIRST_ROWS),
    (y: number) => text('name', ANSWER_X, y + BASELINE, `… ${omitted} more …`),
    ...rows.slice(-LAST_ROWS),
  ];
  return stackLanes(lanes, top);
}

function drawHeading(axis: TimeAxis, y: number): string {
  return (
    text('head end', NUMBER_X, y + BASELINE, '#') +
    text('head', ANSWER_X, y + BASELINE, 'answer') +
    text('head end', customersX(axis), y + BASELINE, 'customers, ✓ delivered')
  );
}

/** The right end of the column of customers, beside the time axis. */
function customersX({ left }: TimeAxis): number {
  return left - 14;
}

function drawRow(row: Row, axis: TimeAxis, y: number): string {
  const { request, number } = row;
  const { status, fault, outcome, customers, accepted } = request;
  const answer = clip(`${status ?? 'no answer:'} ${fault ?? outcome}`, customersX(axis) - ANSWER_X - 60);
  const title = `request ${number} at ${formatRequest(request)}`;
  return [
    drawRetryAfter(row, axis, y),
    text('number end', NUMBER_X, y + BASELINE, String(number)),
    text(`answer ${answerClass(request)}`, ANSWER_X, y + BASELINE, answer, title),
    text('number end', customersX(axis), y + BASELINE, `${accepted ? '✓ ' : ''}${customers}`),
    drawGap(row, axis, y),
    drawRequest(row, title, axis, y),
  ].join('');
}

/** Draws a request until its answer was sent; without an answer, until the end. */
function drawRequest({ request, early }: Row, title: string, axis: TimeAxis, y: number): string {
  const { atMs, durationMs } = request;
  const x = axis.x(atMs);
  const width = Math.max(axis.x(durationMs === null ? axis.endMs : atMs + durationMs) - x, 3);
  const open = durationMs === null ? ' open' : '';
  const position = { x, y: y + 4, width, height: LANE_HEIGHT - 8, rx: 1 };
  const bar = rect(`bar ${answerClass(request)}${open}`, position, title);
  if (!early) return bar;
  const warning = `⚠ ${formatDuration(early.earlyMs)} too early`;
  const fits = x + width + 4 + widthOf(warning) < axis.right;
  return (
    bar + (fits ? text('flag', x + width + 4, y + BASELINE, warning) : text('flag end', x - 4, y + BASELINE, warning))
  );
}

/** Draws the pause since the previous answer, if there is room for its duration. */
function drawGap({ request, previous, early }: Row, axis: TimeAxis, y: number): string {
  if (!previous || early) return '';
  const fromMs = previous.atMs + (previous.durationMs ?? 0);
  const [from, to] = [axis.x(fromMs), axis.x(request.atMs)];
  const duration = formatDuration(request.atMs - fromMs);
  if (to - from <= widthOf(duration) + 12) return '';
  const middle = y + LANE_HEIGHT / 2;
  return line('gap', from, middle, to, middle) + text('gap-words', (from + to) / 2, y + BASELINE, duration);
}

/** Shades the time that `Retry-After` forbids: in the row of its answer, and in the row of a request that came too early. */
function drawRetryAfter({ request, early }: Row, axis: TimeAxis, y: number): string {
  const answered = request.retryAtMs === null ? early?.limitedBy : request;
  if (!answered || answered.retryAtMs === null) return '';
  const x = axis.x(answered.atMs + (answered.durationMs ?? 0));
  const width = axis.x(answered.retryAtMs) - x;
  if (width <= 0) return '';
  const label = `Retry-After until ${formatDuration(answered.retryAtMs)}`;
  const fits = !early && width > widthOf(label) + 16;
  return (
    rect('forbidden', { x, y, width, height: LANE_HEIGHT }, label) +
    (fits ? text('forbidden-words', x + 10, y + BASELINE, label) : '')
  );
}
