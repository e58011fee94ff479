import { AsyncLocalStorage } from 'node:async_hooks';
import diagnosticsChannel from 'node:diagnostics_channel';
import { asError, MAX_ANSWER_BYTES, type Transport, type WireRequest, type WireResult } from './transport.js';

/** The part of `fetch` that is used. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

/**
 * Sends through a given `fetch`, for programs in which all requests have to go through one. undici's diagnostics channels show if bytes
 * left, also of Node's own `fetch`; with any other `fetch`, nearly every failure counts as sent.
 *
 * The time-out for connecting is that of the `fetch`, 10 s in Node's. `nodeTransport` knows more and is the default.
 */
export function fetchTransport(fetch: Fetch): Transport {
  const observer = new FetchObserver();
  return {
    post: (request, signal) => post(fetch, observer, request, signal),
    close: async () => observer.close(),
  };
}

async function post(
  fetch: Fetch,
  observer: FetchObserver,
  request: WireRequest,
  signal: AbortSignal,
): Promise<WireResult> {
  if (signal.aborted) return { type: 'not-sent', error: asError(signal.reason) };
  const { url, headers, body } = request;
  const init: RequestInit = { method: 'POST', redirect: 'manual', headers, body, signal };
  const { observed, result } = await observer.watch(async () => {
    try {
      return await fetch(url, init);
    } catch (thrown) {
      return asError(thrown);
    }
  });
  const resent = observed.headersSent > 1 && { resent: true };
  if (result instanceof Error) {
    const isUnsent = observed.headersSent === 0 && (observer.isReliable(observed) || provesNotSent(result));
    return { type: isUnsent ? 'not-sent' : 'sent', error: result, ...resent };
  }
  observer.onAnswer(observed);
  return { ...(await readAnswer(result)), ...resent };
}

async function readAnswer(response: Response): Promise<WireResult> {
  const head = { type: 'answered', status: response.status, headers: response.headers } as const;
  try {
    return { ...head, body: await readText(response) };
  } catch (thrown) {
    return { ...head, body: null, error: asError(thrown) };
  }
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
  }
  return Buffer.concat(chunks).toString();
}

const CODES_BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ERR_(TLS|SSL)_.*|.*CERT.*|SELF_SIGNED.*)$/;

/** True for errors that occur only before the first byte of a request, whatever `fetch` it is. */
function provesNotSent(error: Error): boolean {
  const { code, syscall, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  if (message === 'bad port') return true;
  return syscall === 'connect' || (typeof code === 'string' && CODES_BEFORE_SENDING.test(code));
}

/** The events of undici for one `fetch`. */
interface Observed {
  /** The request was created in the context of this `fetch`. A queue may create it in the context of another; silence then proves nothing. */
  created: boolean;
  /** Number of times that headers left; more than one is a hidden repetition. */
  headersSent: number;
}

interface UndiciRequest {
  readonly method?: unknown;
}

/**
 * Observes on undici's diagnostics channels if the bytes of a `fetch` left. A `fetch` of another library publishes nothing there, so
 * silence is evidence only after one request of the same `fetch` was seen from its headers to its answer.
 */
class FetchObserver {
  readonly #current = new AsyncLocalStorage<Observed>();
  readonly #byRequest = new WeakMap<object, Observed>();
  #isProven = false;
  #isSubscribed = false;

  async watch<T>(call: () => Promise<T>): Promise<{ observed: Observed; result: T }> {
    this.#subscribe();
    const observed = { created: false, headersSent: 0 };
    return { result: await this.#current.run(observed, call), observed };
  }

  /** True if headers that were not seen have not left. */
  isReliable({ created }: Observed): boolean {
    return this.#isProven && created;
  }

  onAnswer({ headersSent }: Observed): void {
    if (headersSent > 0) this.#isProven = true;
  }

  close(): void {
    if (!this.#isSubscribed) return;
    this.#isSubscribed = false;
    diagnosticsChannel.unsubscribe('undici:request:create', this.#onCreate);
    diagnosticsChannel.unsubscribe('undici:client:sendHeaders', this.#onSendHeaders);
  }

  #subscribe(): void {
    if (this.#isSubscribed) return;
    this.#isSubscribed = true;
    diagnosticsChannel.subscribe('undici:request:create', this.#onCreate);
    diagnosticsChannel.subscribe('undici:client:sendHeaders', this.#onSendHeaders);
  }

  /** Published where the request is created, so in the context of the caller. */
  readonly #onCreate = (message: unknown): void => {
    const observed = this.#current.getStore();
    const request = requestOf(message);
    if (!observed || isTunnel(request)) return;
    observed.created = true;
    this.#byRequest.set(request, observed);
  };

  readonly #onSendHeaders = (message: unknown): void => {
    const request = requestOf(message);
    const observed = this.#byRequest.get(request) ?? this.#current.getStore();
    if (observed && !isTunnel(request)) observed.headersSent += 1;
  };
}

function requestOf(message: unknown): UndiciRequest {
  return (message as { readonly request: UndiciRequest }).request;
}

/** undici's own request to a proxy is not part of the request. */
function isTunnel({ method }: UndiciRequest): boolean {
  return method === 'CONNECT';
}
