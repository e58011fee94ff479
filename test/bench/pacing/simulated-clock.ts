import { quiet, type VirtualTime } from './virtual-time.js';

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** The clock of senders that can be given one. Begins at any time of day; `monotonic` counts from its beginning. */
export class SimulatedClock implements VirtualTime {
  readonly #beginMs: number;
  /** The next one to wake is the last; of those due at once, the one that fell asleep first. */
  readonly #sleepers: Sleeper[] = [];
  #passedMs = 0;

  constructor(beginMs: number) {
    this.#beginMs = beginMs;
  }

  now(): number {
    return this.#beginMs + this.#passedMs;
  }

  monotonic(): number {
    return this.#passedMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const sleeper = { dueMs: this.#passedMs + Math.max(0, ms), wake };
      const abort = () => {
        this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
        reject(signal?.reason);
      };
      function wake() {
        signal?.removeEventListener('abort', abort);
        resolve();
      }
      this.#add(sleeper);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  async pass(ms: number): Promise<void> {
    const endMs = this.#passedMs + ms;
    for (;;) {
      await quiet();
      const next = this.#sleepers.at(-1);
      if (!next || next.dueMs >= endMs) break;
      this.#sleepers.pop();
      this.#passedMs = next.dueMs;
      next.wake();
    }
    this.#passedMs = endMs;
  }

  /** Lets time pass until something has happened, or nothing is left that could. */
  async passUntil(isOver: () => boolean): Promise<void> {
    for (;;) {
      await quiet();
      const next = isOver() ? undefined : this.#sleepers.pop();
      if (!next) return;
      this.#passedMs = next.dueMs;
      next.wake();
    }
  }

  #add(sleeper: Sleeper): void {
    const at = this.#sleepers.findLastIndex(({ dueMs }) => dueMs > sleeper.dueMs);
    this.#sleepers.splice(at + 1, 0, sleeper);
  }
}
