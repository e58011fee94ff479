import type { PushError } from './errors.js';
import type { WaitReason } from './pacing/pacer.js';
import type { Plan } from './plan.js';
import type { Outcome, Report } from './report.js';

/** An event of a run. The first is `planned`, the last `done`. */
export type PushEvent =
  | { readonly type: 'planned'; readonly runId: string; readonly plan: Plan }
  /** Nothing is sent for `waitMs`: because of the rate limit, another sender's request, or the delay before a retry. */
  | { readonly type: 'waiting'; readonly runId: string; readonly waitMs: number; readonly reason: WaitReason | 'retry' }
  | {
      readonly type: 'attempt';
      readonly runId: string;
      readonly chunk: number;
      readonly attempt: number;
      readonly requestId: string;
    }
  /** The outcome of a chunk, or of a part of it, is known. */
  | { readonly type: 'settled'; readonly runId: string; readonly outcome: Outcome }
  /** The vendor answered 429: no sender that shares the rate-limit store sends for `waitMs`. */
  | { readonly type: 'rate-limited'; readonly runId: string; readonly waitMs: number }
  | { readonly type: 'halted'; readonly runId: string; readonly error: PushError }
  | { readonly type: 'done'; readonly runId: string; readonly report: Report };

export type Emit = (event: PushEvent) => void;

/** The events of a run as they happen. Leaving the loop stops the run after the answer to the current request. */
export interface PushStream extends AsyncIterable<PushEvent> {
  /** The report that `send` would have returned. */
  readonly report: Promise<Report>;
}

/**
 * @param start Starts the run, with the listener for its events.
 * @param stop Called once the loop over the events was left.
 */
export function pushStream(start: (emit: Emit) => Promise<Report>, stop: () => void): PushStream {
  const queue: PushEvent[] = [];
  let wake = () => {};
  let ended = false;
  const report = start((event) => {
    queue.push(event);
    wake();
  }).finally(() => {
    ended = true;
    wake();
  });
  // The iterator throws the same error to callers that never look at `report`.
  report.catch(() => {});

  async function* events(): AsyncGenerator<PushEvent, void, undefined> {
    try {
      for (;;) {
        for (let event = queue.shift(); event; event = queue.shift()) yield event;
        if (ended) break;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      await report;
    } finally {
      stop();
    }
  }
  return { report, [Symbol.asyncIterator]: events };
}
