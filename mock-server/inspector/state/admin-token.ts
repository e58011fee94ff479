import { signal } from '@preact/signals';

const KEY = 'imshop-mock.token';

/**
 * The admin token, kept for as long as the tab is open. It travels in a header alone: never in an address, which ends up in histories
 * and logs.
 */
export class AdminToken {
  readonly #storage: Storage;
  readonly #value;
  /** Whether the mock asked for one that we do not have. */
  readonly isWanted = signal(false);

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#value = signal(storage.getItem(KEY) ?? undefined);
  }

  get value(): string | undefined {
    return this.#value.value;
  }

  give(token: string): void {
    this.#storage.setItem(KEY, token);
    this.#value.value = token;
    this.isWanted.value = false;
  }

  /** What we have does not open the door. */
  refuse(): void {
    this.#storage.removeItem(KEY);
    this.isWanted.value = true;
  }
}
