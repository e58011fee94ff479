import type { PushEvent } from './events.js';
import type { Report } from './report.js';

/** The events of a run as they happen. Leaving the loop stops the run once the request on its way is answered. */
export interface PushStream extends AsyncIterable<PushEvent> {
  /** What `send` would have returned. */
  readonly report: Promise<Report>;
}

/**
 * @param start Begins the run, and is given where its events go.
 * @param stop Called when nobody listens any more.
 */
export function pushStream(start: (emit: (event: PushEvent) => void) => Promise<Report>, stop: () => void): PushStream {
  const waiting: PushEvent[] = [];
  let wake = () => {};
  let ended = false;
  const report = start((event) => {
    waiting.push(event);
    wake();
  }).finally(() => {
    ended = true;
    wake();
  });
  // Who only iterates is told by the iterator.
  report.catch(() => {});

  async function* events(): AsyncGenerator<PushEvent, void, undefined> {
    try {
      for (;;) {
        for (let event = waiting.shift(); event; event = waiting.shift()) yield event;
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
