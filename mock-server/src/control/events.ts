import type { Request, Response } from 'express';
import { formatEvent } from '../api/event-stream.js';
import type { MockEvent } from '../api/events.js';
import type { Clock } from '../base/clock.js';
import type { MockState } from '../core/mock-state.js';
import { Batches } from './batches.js';
import { slugOf } from './operation.js';
import { ProblemError } from './problem.js';

/** Proxies close a connection that nothing goes over for a minute, many of them after half of one. */
const HEARTBEAT_MS = 15_000;

/**
 * `GET /_mock/events`: server-sent events, from now on or after `Last-Event-ID`, until the watcher leaves. One that leaves
 * too much unread is let go; it comes back with `Last-Event-ID`. A comment now and then keeps the connection open.
 */
export function streamEvents(state: MockState, request: Request, response: Response): void {
  const slug = slugFilter(request);
  const coalesce = coalesceOf(request);
  const lastEventId = lastEventIdOf(request);
  const { maxWatchers, watcherMaxBytes } = state.settings;
  if (state.events.watchers >= maxWatchers) throw full(maxWatchers);
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  // HEAD asks for the headers alone: without an end, nothing else on its connection would ever be answered.
  if (request.method === 'HEAD') return void response.end();
  response.write(': watching\n\n');

  const write = (text: string) => {
    if (response.writableLength <= watcherMaxBytes) return void response.write(text);
    state.evictions.count('watcher');
    response.destroy();
  };
  const batches = new Batches((events) => write(textOf(events)), coalesce);
  const send = (event: MockEvent) => {
    if (slug === undefined || event.slug === null || event.slug === slug) batches.add(event);
  };
  const unsubscribe = state.events.subscribe(send);
  const stopBeating = every(HEARTBEAT_MS, state.clock, () => write(':\n\n'));
  /** What still waits; nothing follows it. */
  const rest = () => {
    unsubscribe();
    stopBeating();
    return textOf(batches.end());
  };
  const end = () => response.end(rest());
  if (lastEventId !== undefined) for (const event of state.events.since(lastEventId)) send(event);
  state.stopping.addEventListener('abort', end);
  response.once('close', () => {
    rest();
    state.stopping.removeEventListener('abort', end);
  });
}

function every(periodMs: number, clock: Clock, act: () => void): () => void {
  let cancel = () => {};
  const again = () => {
    cancel = clock.after(periodMs, () => {
      act();
      again();
    });
  };
  again();
  return () => cancel();
}

function full(maxWatchers: number): ProblemError {
  return new ProblemError(503, `${maxWatchers} watch already, as many as maxWatchers allows: let one of them leave`);
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

function malformed(path: string, message: string, value: unknown): ProblemError {
  return new ProblemError(400, message, { errors: [{ path, message, value }] });
}
