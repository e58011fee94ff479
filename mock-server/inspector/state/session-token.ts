import { signal } from '@preact/signals';

const STORAGE_KEY = 'imshop-mock.token';

/** The admin token, stored while the tab is open. It is sent in a header only: URLs end up in histories and logs. */
export class SessionToken {
  readonly #storage: Storage;
  readonly #value;
  /** True while the mock requires a token and the page has no valid one. */
  readonly isRequired = signal(false);

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#value = signal(storage.getItem(STORAGE_KEY) ?? undefined);
  }

  get value(): string | undefined {
    return this.#value.value;
  }

  set(token: string): void {
    this.#storage.setItem(STORAGE_KEY, token);
    this.#value.value = token;
    this.isRequired.value = false;
  }

  /** Drops the token after the mock answered 401. */
  reject(): void {
    this.#storage.removeItem(STORAGE_KEY);
    this.isRequired.value = true;
  }
}
