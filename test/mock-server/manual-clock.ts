import type { Clock } from 'imshop-mock';

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  readonly #timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>();
  #nowMs: number;

  constructor(nowMs = Date.UTC(2026, 10, 24, 12)) {
    this.#nowMs = nowMs;
  }

  /** How many callbacks are pending. */
  get timers(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { dueMs: this.#nowMs + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  advance(byMs: number): void {
    this.set(this.#nowMs + byMs);
  }

  set(nowMs: number): void {
    this.#nowMs = nowMs;
    const due = [...this.#timers].filter(({ dueMs }) => dueMs <= nowMs).sort((a, b) => a.dueMs - b.dueMs);
    for (const timer of due) {
      this.#timers.delete(timer);
      timer.callback();
    }
  }
}
