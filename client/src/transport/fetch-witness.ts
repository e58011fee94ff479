import { AsyncLocalStorage } from 'node:async_hooks';
import diagnosticsChannel from 'node:diagnostics_channel';

/** What undici told about one `fetch`. */
export interface Sightings {
  /** Times that headers left; more than one is a hidden re-send. */
  headersSent: number;
}

/**
 * Tells whether the bytes of a `fetch` left this process, from what undici publishes on its diagnostics channels. A `fetch` that is not
 * undici's publishes nothing there, so silence proves something only once this witness has seen a request of the same `fetch`
 * come to its answer.
 */
export class FetchWitness {
  readonly #current = new AsyncLocalStorage<Sightings>();
  readonly #byRequest = new WeakMap<object, Sightings>();
  #trusted = false;
  #watching = false;

  /** Runs `call`; what leaves because of it is counted in the `Sightings` it is given. */
  async watch<T>(call: () => Promise<T>): Promise<{ sightings: Sightings; result: T }> {
    this.#start();
    const sightings = { headersSent: 0 };
    const result = await this.#current.run(sightings, call);
    return { sightings, result };
  }

  /** Whether "no headers seen" can be believed. */
  get trusted(): boolean {
    return this.#trusted;
  }

  /** To be told of every answer: one whose request was seen leaving makes the witness trustworthy. */
  answered({ headersSent }: Sightings): void {
    if (headersSent > 0) this.#trusted = true;
  }

  close(): void {
    if (!this.#watching) return;
    this.#watching = false;
    diagnosticsChannel.unsubscribe('undici:request:create', this.#onCreate);
    diagnosticsChannel.unsubscribe('undici:client:sendHeaders', this.#onSendHeaders);
  }

  #start(): void {
    if (this.#watching) return;
    this.#watching = true;
    diagnosticsChannel.subscribe('undici:request:create', this.#onCreate);
    diagnosticsChannel.subscribe('undici:client:sendHeaders', this.#onSendHeaders);
  }

  /** Published where the request is made, so in the context of the caller. */
  readonly #onCreate = (message: unknown): void => {
    const sightings = this.#current.getStore();
    if (sightings) this.#byRequest.set(requestOf(message), sightings);
  };

  readonly #onSendHeaders = (message: unknown): void => {
    const sightings = this.#byRequest.get(requestOf(message)) ?? this.#current.getStore();
    if (sightings) sightings.headersSent += 1;
  };
}

function requestOf(message: unknown): object {
  return (message as { readonly request: object }).request;
}
