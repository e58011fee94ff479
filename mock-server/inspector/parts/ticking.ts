import { type ReadonlySignal, signal } from '@preact/signals';

const EVERY_MS = 1000;

/** The page's clock, a step a second: one timer for all who look, none while nobody does or the page is hidden. */
export function ticking({ document, performance }: Window): ReadonlySignal<number> {
  let timer: ReturnType<typeof setInterval> | undefined;
  let isWatched = false;
  const step = (): void => {
    nowMs.value = performance.now();
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  const follow = (): void => {
    stop();
    if (document.hidden || !isWatched) return;
    timer = setInterval(step, EVERY_MS);
    step();
  };
  const nowMs = signal(performance.now(), {
    watched() {
      isWatched = true;
      document.addEventListener('visibilitychange', follow);
      // Who looks for the first time is just reading this signal: it changes after that.
      queueMicrotask(follow);
    },
    unwatched() {
      isWatched = false;
      document.removeEventListener('visibilitychange', follow);
      stop();
    },
  });
  return nowMs;
}
