import { effect, type ReadonlySignal, signal } from '@preact/signals';

export interface Throttled<T> {
  readonly value: ReadonlySignal<T>;
  stop(): void;
}

/** What is read from other signals, handed on no more often than every so many milliseconds; the last is never lost. */
export function throttled<T>(read: () => T, everyMs: number): Throttled<T> {
  let latest = read();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const value = signal(latest);
  const handOn = (): void => {
    value.value = latest;
    timer = setTimeout(() => {
      timer = undefined;
      if (latest !== value.peek()) handOn();
    }, everyMs);
  };
  const stopReading = effect(() => {
    latest = read();
    if (timer === undefined) handOn();
  });
  return {
    value,
    stop() {
      stopReading();
      clearTimeout(timer);
    },
  };
}
