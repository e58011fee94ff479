import type { Clock } from 'imshop-mock';
import type { ManualClock } from '../manual-clock.js';

/** A clock on which no delay takes time: it advances the clock of the mock at once. */
export function leaping(clock: ManualClock): Clock {
  return {
    now: () => clock.now(),
    after(delayMs, callback) {
      const leap = setImmediate(() => {
        // One millisecond at a time, so that timers of the mock fire at their own moment.
        for (let leaptMs = 0; leaptMs < delayMs; leaptMs += 1) clock.advance(1);
        callback();
      });
      return () => clearImmediate(leap);
    },
  };
}
