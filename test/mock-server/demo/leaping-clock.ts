import type { Clock } from 'imshop-mock';
import type { ManualClock } from '../manual-clock.js';

/** Whoever waits by it waits for nothing: it moves the mock's clock on by as much, at once. */
export function leaping(clock: ManualClock): Clock {
  return {
    now: () => clock.now(),
    after(delayMs, callback) {
      const leap = setImmediate(() => {
        // A millisecond at a time, so that what falls due in between does so when it is due.
        for (let leaptMs = 0; leaptMs < delayMs; leaptMs += 1) clock.advance(1);
        callback();
      });
      return () => clearImmediate(leap);
    },
  };
}
