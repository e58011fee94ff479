import { type ClientRequest, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { VERSION } from '../../base/version.js';
import type { Answered, Unanswered } from './answered.js';
import type { Question } from './questions.js';

/** What is waited for an answer, from the first byte sent to the last one read. */
const TIMEOUT_MS = 30_000;

/** What is read of an answer's body, in bytes. The rest says nothing that a table could show. */
const MAX_ANSWER_BYTES = 65_536;

/** Asks one question on a connection of its own; follows no redirect. Rejects only where the signal aborted. */
export async function ask(url: URL, question: Question, signal: AbortSignal): Promise<Answered | Unanswered> {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const { method, body, headers: own } = question;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const headers = { 'user-agent': `imshop-mock-probe/${VERSION}`, ...own, ...length };
  const request = await opener(url);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { method, headers, agent: false, signal: AbortSignal.any([signal, timeout]) } as const;
      request(url, options).once('response', resolve).on('error', reject).end(body);
    });
    return await answered(response);
  } catch (error) {
    signal.throwIfAborted();
    return { error: timeout.aborted ? 'TIMEOUT' : codeOf(error) };
  }
}

type Open = (url: URL, options: RequestOptions) => ClientRequest;

/** TLS is loaded where it is needed only. */
async function opener({ protocol }: URL): Promise<Open> {
  return protocol === 'https:' ? (await import('node:https')).request : requestHttp;
}

async function answered(response: IncomingMessage): Promise<Answered> {
  const { headers, statusCode: status = 0 } = response;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop early ends the connection.
  for await (const chunk of response) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) break;
  }
  return {
    status,
    contentType: headers['content-type'] ?? null,
    retryAfter: headers['retry-after'] ?? null,
    allow: headers.allow ?? null,
    body: Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString(),
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
}
