import type { Clock } from '../clock.js';

interface Pending {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** The longest wait a timer of the machine takes. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * A clock that stands still but for the steps of a shared log: so what falls due does so between the same two steps on every
 * replica. While the store is gone it may run by itself.
 */
export class SharedClock implements Clock {
  readonly #pending = new Set<Pending>();
  #nowMs = 0;
  /** When, by the machine's clock, it was told the time. */
  #toldAtMs = performance.now();
  #runs = false;
  #alarm: NodeJS.Timeout | undefined;
  #onDue: () => void = () => {};

  /** Called when something is due by the machine's clock, and no step has told so. */
  onDue(callback: () => void): void {
    this.#onDue = callback;
  }

  now(): number {
    return this.#runs ? this.#guessedMs() : this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const pending = { dueMs: this.now() + delayMs, callback };
    this.#pending.add(pending);
    this.#setAlarm();
    return () => this.#pending.delete(pending);
  }

  /** Moves on to the time of a step; what falls due until then does so first, each at its own time. */
  moveTo(atMs: number): void {
    for (let next = this.#first(); next && next.dueMs <= atMs; next = this.#first()) {
      this.#pending.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.callback();
    }
    this.#nowMs = Math.max(this.#nowMs, atMs);
    this.#toldAtMs = performance.now();
    this.#setAlarm();
  }

  /** Begins anew, before the first step; nothing is pending any longer. */
  rewind(): void {
    this.#pending.clear();
    this.#nowMs = 0;
    this.#runs = false;
  }

  /** Runs by itself until it is rewound. */
  run(): void {
    if (this.#runs) return;
    this.#runs = true;
    this.#setAlarm();
  }

  stop(): void {
    clearTimeout(this.#alarm);
    this.#pending.clear();
  }

  #guessedMs(): number {
    return Math.floor(this.#nowMs + performance.now() - this.#toldAtMs);
  }

  #setAlarm(): void {
    clearTimeout(this.#alarm);
    const next = this.#first();
    if (!next) return;
    const inMs = Math.min(Math.max(1, next.dueMs - this.#guessedMs()), MAX_TIMER_MS);
    this.#alarm = setTimeout(() => {
      if (this.#runs) this.moveTo(this.#guessedMs());
      else this.#onDue();
    }, inMs).unref();
  }

  #first(): Pending | undefined {
    let first: Pending | undefined;
    for (const pending of this.#pending)
      if (pending.dueMs < (first?.dueMs ?? Number.POSITIVE_INFINITY)) first = pending;
    return first;
  }
}
