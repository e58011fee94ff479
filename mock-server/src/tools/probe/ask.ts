import { type ClientRequest, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { VERSION } from '../../base/version.js';
import type { Question } from './questions.js';

/** The parts of an answer that are compared. */
export interface ProbeResponse {
  readonly status: number;
  readonly contentType: string | null;
  readonly retryAfter: string | null;
  readonly allow: string | null;
  readonly body: string;
}

/** No answer, with the code of the error: `ECONNRESET`, `TIMEOUT`. Its message might contain the URL. */
export interface NoResponse {
  readonly error: string;
}

/** Time from the first byte of the request to the last byte of the answer. */
const TIMEOUT_MS = 30_000;

/** Bytes of a body that are read; a report shows far less. */
const MAX_BODY_BYTES = 65_536;

/** Sends one question on a new connection and follows no redirect. Rejects only if the signal aborts. */
export async function ask(url: URL, question: Question, signal: AbortSignal): Promise<ProbeResponse | NoResponse> {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const { method, body } = question;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const headers = { 'user-agent': `imshop-mock-probe/${VERSION}`, ...question.headers, ...length };
  const request = await requestFunction(url);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { method, headers, agent: false, signal: AbortSignal.any([signal, timeout]) } as const;
      request(url, options).once('response', resolve).on('error', reject).end(body);
    });
    return await readResponse(response);
  } catch (error) {
    signal.throwIfAborted();
    return { error: timeout.aborted ? 'TIMEOUT' : codeOf(error) };
  }
}

/** TLS is loaded only for an https URL. */
async function requestFunction({ protocol }: URL): Promise<(url: URL, options: RequestOptions) => ClientRequest> {
  return protocol === 'https:' ? (await import('node:https')).request : requestHttp;
}

async function readResponse(response: IncomingMessage): Promise<ProbeResponse> {
  const { headers, statusCode: status = 0 } = response;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop early closes the connection.
  for await (const chunk of response) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) break;
  }
  return {
    status,
    contentType: headers['content-type'] ?? null,
    retryAfter: headers['retry-after'] ?? null,
    allow: headers.allow ?? null,
    body: Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES).toString(),
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
}
