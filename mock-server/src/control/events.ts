import type { Request, Response } from 'express';
import { formatEvent } from '../api/event-stream.js';
import type { MockEvent } from '../api/events.js';
import type { Clock } from '../base/clock.js';
import type { MockState } from '../core/mock-state.js';
import { EventBatcher } from './event-batcher.js';
import { slugOf } from './operation.js';
import { ProblemError } from './problem.js';

/** Proxies close an idle connection after a minute, some after half a minute. */
const HEARTBEAT_MS = 15_000;

/**
 * `GET /_mock/events`: server-sent events, from now on or after `Last-Event-ID`, until the watcher leaves. A watcher that
 * leaves too much unread is disconnected and can come back with `Last-Event-ID`. A heartbeat keeps the connection open.
 */
export function streamEvents(state: MockState, request: Request, response: Response): void {
  const slug = slugFilter(request);
  const coalesce = coalesceOf(request);
  const lastEventId = lastEventIdOf(request);
  const { maxWatchers, watcherMaxBytes } = state.settings;
  if (state.events.watchers >= maxWatchers) throw tooManyWatchers(maxWatchers);
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  // HEAD asks for the headers only: without an end, its connection would never answer another request.
  if (request.method === 'HEAD') return void response.end();
  response.write(': watching\n\n');

  const write = (text: string) => {
    if (response.writableLength <= watcherMaxBytes) return void response.write(text);
    state.evictions.count('watcher');
    response.destroy();
  };
  const batcher = new EventBatcher((events) => write(textOf(events)), coalesce);
  const send = (event: MockEvent) => {
    if (slug === undefined || event.slug === null || event.slug === slug) batcher.add(event);
  };
  const unsubscribe = state.events.subscribe(send);
  const stopHeartbeat = every(HEARTBEAT_MS, state.clock, () => write(':\n\n'));
  /** Stops, and returns the text of the events that still wait. */
  const stop = () => {
    unsubscribe();
    stopHeartbeat();
    return textOf(batcher.end());
  };
  const end = () => response.end(stop());
  if (lastEventId !== undefined) for (const event of state.events.since(lastEventId)) send(event);
  state.stopping.addEventListener('abort', end);
  response.once('close', () => {
    stop();
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

function tooManyWatchers(maxWatchers: number): ProblemError {
  return new ProblemError(
    503,
    `${maxWatchers} clients watch already, as many as maxWatchers allows; close one of them`,
  );
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
