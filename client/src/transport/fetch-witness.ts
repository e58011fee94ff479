import { AsyncLocalStorage } from 'node:async_hooks';
import diagnosticsChannel from 'node:diagnostics_channel';

/** What undici told about one `fetch`. */
export interface Sightings {
  /** The request was seen being made. A queue inside a `fetch` may make it in the name of another, and then silence proves nothing. */
  made: boolean;
  /** Times that headers left; more than one is a hidden re-send. */
  headersSent: number;
}

interface UndiciRequest {
  readonly method?: unknown;
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
    const sightings = { made: false, headersSent: 0 };
    const result = await this.#current.run(sightings, call);
    return { sightings, result };
  }

  /** Whether headers that were not seen have not left. */
  believes({ made }: Sightings): boolean {
    return this.#trusted && made;
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
    const request = requestOf(message);
    if (!sightings || isTunnel(request)) return;
    sightings.made = true;
    this.#byRequest.set(request, sightings);
  };

  readonly #onSendHeaders = (message: unknown): void => {
    const request = requestOf(message);
    const sightings = this.#byRequest.get(request) ?? this.#current.getStore();
    if (sightings && !isTunnel(request)) sightings.headersSent += 1;
  };
}

function requestOf(message: unknown): UndiciRequest {
  return (message as { readonly request: UndiciRequest }).request;
}

/** What undici asks a proxy for first is no part of the request. */
function isTunnel({ method }: UndiciRequest): boolean {
  return method === 'CONNECT';
}
