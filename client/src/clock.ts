/** The source of time. Tests inject their own. */
export interface Clock {
  /** Milliseconds since the epoch by the wall clock, which may be set back. */
  now(): number;
  /** Milliseconds since some moment, never going back. */
  monotonic(): number;
  /** Resolves after `ms` milliseconds or later; rejects with the reason of `signal` when that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest delay of `setTimeout`, which fires at once for a longer one. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(ms, signal) {
    const until = performance.now() + ms;
    for (let leftMs = ms; leftMs > 0; leftMs = until - performance.now()) {
      // Rounded up: a timer drops fractions and would fire early.
      await timer(Math.min(Math.ceil(leftMs), LONGEST_TIMER_MS), signal);
    }
    signal?.throwIfAborted();
  },
};

function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => {
      clearTimeout(timeout);
      reject(signal?.reason);
    };
    const timeout = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
