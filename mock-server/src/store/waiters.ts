import { StoreDownError } from './errors.js';

/** A step that is in no log after so long will not be told of. */
const TIMEOUT_MS = 5_000;

interface Waiter {
  resolve(result: unknown): void;
  reject(error: unknown): void;
  readonly timer: NodeJS.Timeout;
}

/** Those who asked for a step and wait until it was taken, each by a token of its own. */
export class Waiters {
  readonly #waiting = new Map<string, Waiter>();
  #tokens = 0;

  /** A new token, and what resolves with what its step came to. Rejects where the store does not tell in time. */
  add(): { readonly token: string; readonly taken: Promise<unknown> } {
    this.#tokens += 1;
    const token = String(this.#tokens);
    const taken = new Promise<unknown>((resolve, reject) => {
      const giveUp = () => this.fail(token, new StoreDownError('the store did not answer in time'));
      this.#waiting.set(token, { resolve, reject, timer: setTimeout(giveUp, TIMEOUT_MS).unref() });
    });
    return { token, taken };
  }

  /** Whether somebody waits. */
  has(token: string): boolean {
    return this.#waiting.has(token);
  }

  resolve(token: string, result: unknown): void {
    this.#settle(token)?.resolve(result);
  }

  fail(token: string, error: unknown): void {
    this.#settle(token)?.reject(error);
  }

  failAll(error: unknown): void {
    for (const token of [...this.#waiting.keys()]) this.fail(token, error);
  }

  #settle(token: string): Waiter | undefined {
    const waiter = this.#waiting.get(token);
    this.#waiting.delete(token);
    clearTimeout(waiter?.timer);
    return waiter;
  }
}
