import * as fakeTimers from '@sinonjs/fake-timers';
import { quiet, type VirtualTime } from './virtual-time.js';

/**
 * Takes the place of the process's own timers and `Date`, for libraries that know no other clock. Only one at a time, and never again
 * after `pass`.
 */
export function fakeTimersClock(beginMs: number): VirtualTime {
  const clock = fakeTimers.install({
    now: beginMs,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
  return {
    now: () => clock.now,
    monotonic: () => clock.now - beginMs,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    async pass(ms) {
      try {
        let isOver = false;
        setTimeout(() => {
          isOver = true;
        }, ms);
        await quiet();
        while (!isOver) {
          clock.next();
          await quiet();
        }
      } finally {
        clock.uninstall();
      }
    },
  };
}
