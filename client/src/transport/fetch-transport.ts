import { FetchWitness, type Sightings } from './fetch-witness.js';
import { asError, MAX_ANSWER_BYTES, type Transport, type WireRequest, type WireResult } from './transport.js';

/** The part of `fetch` that is used. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

/**
 * Over a `fetch` of yours. Whether bytes left is known from undici's diagnostics channels where it is undici's, which includes
 * Node's own; otherwise nearly every failure counts as sent.
 *
 * The time-out for connecting is that of the `fetch`, 10 s in Node's. `nodeTransport` knows more and is the default. Use this one where the rest of a program goes through one `fetch`.
 */
export function fetchTransport(fetch: Fetch): Transport {
  const witness = new FetchWitness();
  return {
    post: (request, signal) => post(fetch, witness, request, signal),
    close: async () => witness.close(),
  };
}

async function post(
  fetch: Fetch,
  witness: FetchWitness,
  request: WireRequest,
  signal: AbortSignal,
): Promise<WireResult> {
  if (signal.aborted) return { wire: 'not-sent', error: asError(signal.reason) };
  const { url, headers, body } = request;
  const init: RequestInit = { method: 'POST', redirect: 'manual', headers, body, signal };
  const { sightings, result } = await witness.watch(async () => {
    try {
      return await fetch(url, init);
    } catch (thrown) {
      return asError(thrown);
    }
  });
  const resent = sightings.headersSent > 1 && { resent: true };
  if (result instanceof Error) return { ...failure(result, sightings, witness), ...resent };
  witness.answered(sightings);
  return { ...(await answer(result)), ...resent };
}

function failure(error: Error, sightings: Sightings, witness: FetchWitness): WireResult {
  const unsent = sightings.headersSent === 0 && (witness.believes(sightings) || provesNotSent(error));
  return { wire: unsent ? 'not-sent' : 'sent', error };
}

async function answer(response: Response): Promise<WireResult> {
  const head = { wire: 'answered', status: response.status, headers: response.headers } as const;
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

/** What can only happen before the first byte of a request, whoever made the connection. */
function provesNotSent(error: Error): boolean {
  const { code, syscall, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  if (message === 'bad port') return true;
  return syscall === 'connect' || (typeof code === 'string' && CODES_BEFORE_SENDING.test(code));
}
