import type { Request, Response } from 'express';
import type { MockEvent } from '../api/events.js';
import { formatEvent } from '../event-stream.js';
import type { MockState } from '../state.js';
import { Batches } from './batches.js';
import { slugOf } from './operation.js';
import { Problem } from './problem.js';

/** A watcher that leaves so many bytes unread is let go; it comes back with `Last-Event-ID`. */
const MAX_UNREAD_BYTES = 1_048_576;

/** `GET /_mock/events`: server-sent events, from now on or after `Last-Event-ID`, until the watcher leaves. */
export function streamEvents(state: MockState, request: Request, response: Response): void {
  const slug = slugFilter(request);
  const coalesce = coalesceOf(request);
  const lastEventId = lastEventIdOf(request);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  // HEAD asks for the headers alone: without an end, nothing else on its connection would ever be answered.
  if (request.method === 'HEAD') return void response.end();
  response.write(': watching\n\n');

  const write = (events: readonly MockEvent[]) => {
    if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
    else response.write(textOf(events));
  };
  const batches = new Batches(write, coalesce);
  const send = (event: MockEvent) => {
    if (slug === undefined || event.slug === null || event.slug === slug) batches.add(event);
  };
  const unsubscribe = state.events.subscribe(send);
  /** What still waits; nothing follows it. */
  const rest = () => {
    unsubscribe();
    return textOf(batches.end());
  };
  const end = () => response.end(rest());
  if (lastEventId !== undefined) for (const event of state.events.after(lastEventId)) send(event);
  state.stopping.addEventListener('abort', end);
  response.once('close', () => {
    rest();
    state.stopping.removeEventListener('abort', end);
  });
}

function slugFilter({ query: { slug } }: Request): string | undefined {
  return slug === undefined ? undefined : slugOf(String(slug));
}

function coalesceOf({ query: { coalesce = 'false' } }: Request): boolean {
  if (coalesce === 'true' || coalesce === 'false') return coalesce === 'true';
  throw malformed('coalesce', 'coalesce must be true or false', coalesce);
}

function textOf(events: readonly MockEvent[]): string {
  return events.map(formatEvent).join('');
}

function lastEventIdOf(request: Request): number | undefined {
  const given = request.get('last-event-id');
  if (given === undefined || given === '') return undefined;
  if (/^\d{1,15}$/.test(given)) return Number(given);
  throw malformed('Last-Event-ID', 'Last-Event-ID must be a whole number', given);
}

function malformed(path: string, message: string, value: unknown): Problem {
  return new Problem(400, message, { errors: [{ path, message, value }] });
}
