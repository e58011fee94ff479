import { effect, type ReadonlySignal, signal } from '@preact/signals';

const CLOCK_STEP_MS = 1000;

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Returns a function that starts the action, never twice at once and at most once per interval. Calls in between are combined. */
export function coalesce(action: () => Promise<void>, intervalMs: number): () => void {
  let isRunning = false;
  let isRequested = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (isRequested) {
      isRequested = false;
      await action();
      await pause(intervalMs);
    }
    isRunning = false;
  };
  return () => {
    isRequested = true;
    if (!isRunning) void run();
  };
}

export interface Throttled<T> {
  readonly value: ReadonlySignal<T>;
  stop(): void;
}

/** Follows a value computed from other signals, updating at most once per interval. The last value always arrives. */
export function throttle<T>(read: () => T, intervalMs: number): Throttled<T> {
  let latest = read();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const value = signal(latest);
  const publish = (): void => {
    value.value = latest;
    timer = setTimeout(() => {
      timer = undefined;
      if (latest !== value.peek()) publish();
    }, intervalMs);
  };
  const stopReading = effect(() => {
    latest = read();
    if (timer === undefined) publish();
  });
  return {
    value,
    stop() {
      stopReading();
      clearTimeout(timer);
    },
  };
}

/** `performance.now()`, updated every second by one timer, which stops while nothing reads it or the page is hidden. */
export function pageClock({ document, performance }: Window): ReadonlySignal<number> {
  let timer: ReturnType<typeof setInterval> | undefined;
  let isWatched = false;
  const step = (): void => {
    nowMs.value = performance.now();
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  const restart = (): void => {
    stop();
    if (document.hidden || !isWatched) return;
    timer = setInterval(step, CLOCK_STEP_MS);
    step();
  };
  const nowMs = signal(performance.now(), {
    watched() {
      isWatched = true;
      document.addEventListener('visibilitychange', restart);
      // The first reader is reading the signal at this moment, so the signal may change only afterwards.
      queueMicrotask(restart);
    },
    unwatched() {
      isWatched = false;
      document.removeEventListener('visibilitychange', restart);
      stop();
    },
  });
  return nowMs;
}
