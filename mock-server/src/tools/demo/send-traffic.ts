import { type Clock, pause } from '../../base/clock.js';
import { VERSION } from '../../base/version.js';
import type { DemoRequest, DemoRequestType } from './traffic.js';

/** Names the demo in the journal. */
const USER_AGENT = `imshop-mock-demo/${VERSION}`;

/** Time for an answer: a fault may hold it back for ever. */
const TIMEOUT_MS = 10_000;

export interface SendOptions {
  readonly url: string;
  readonly clock: Clock;
  /** Stops sending, also in the middle of a request. */
  readonly signal: AbortSignal;
  /** Called after each attempt to send a request. */
  readonly onAnswer?: (request: DemoRequest, answer: DemoAnswer) => void;
}

/** The answer to one attempt; `lost` if none arrived. */
export type DemoAnswer = { readonly status: number; readonly retryAfter: string | null } | 'lost';

/** Sends the requests one after another, and retries failed ones. Resolves after the last request, or when it is stopped. */
export async function sendTraffic(requests: Iterable<DemoRequest>, options: SendOptions): Promise<void> {
  const { clock, signal } = options;
  for (const request of requests) {
    await pause(clock, request.gapMs, signal);
    await deliver(request, options);
    if (signal.aborted) return;
  }
}

async function deliver(request: DemoRequest, { url, clock, signal, onAnswer }: SendOptions): Promise<void> {
  for (let attempts = 1; !signal.aborted; attempts += 1) {
    const answer = await post(request.body, url, signal);
    if (signal.aborted) return;
    onAnswer?.(request, answer);
    const delayMs = retryDelayMs(request.type, answer, attempts);
    if (delayMs === undefined) return;
    await pause(clock, delayMs, signal);
  }
}

async function post(body: string, url: string, signal: AbortSignal): Promise<DemoAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': USER_AGENT },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.arrayBuffer();
    return { status: response.status, retryAfter: response.headers.get('retry-after') };
  } catch {
    return 'lost';
  }
}

const MAX_ATTEMPTS = 4;
/** Retries, too, stay within the vendor's limit. */
const MIN_DELAY_MS = 9_000;
const MAX_DELAY_MS = 60_000;

/**
 * Returns the delay before the next attempt, or `undefined` to give up. Like most senders this one retries after a lost
 * answer and risks a second delivery. Mistakes are not retried.
 */
function retryDelayMs(type: DemoRequestType, answer: DemoAnswer, attempts: number): number | undefined {
  if (type !== 'valid' || attempts >= MAX_ATTEMPTS) return undefined;
  if (answer === 'lost') return MIN_DELAY_MS;
  if (answer.status !== 429 && answer.status < 500) return undefined;
  const retryAfterMs = Number(answer.retryAfter ?? 0) * 1000;
  return Math.min(MAX_DELAY_MS, Math.max(MIN_DELAY_MS, Number.isFinite(retryAfterMs) ? retryAfterMs : 0));
}
