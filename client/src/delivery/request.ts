import { tracingChannel } from 'node:diagnostics_channel';
import { MEDIA_TYPE } from 'imshop-contracts';
import type { Config } from '../config.js';
import { type PreparedPush, requestBody } from '../plan.js';
import { asError, asWireResult, type WireResult } from '../transport/transport.js';
import { VERSION } from '../version.js';
import type { Batch } from './batch.js';
import { type Verdict, verdictOf } from './verdict.js';

/** Published around every request on the tracing channel `imshop-push:attempt`, without ids, texts and the path of the address. */
export interface AttemptTrace {
  readonly runId: string;
  readonly chunk: number;
  /** Number of ids. */
  readonly size: number;
  /** Earlier requests for these ids. */
  readonly resendCount: number;
  readonly serverAddress: string;
  readonly serverPort: number;
  /** Set at the end of the request: the type of its `WireResult`. */
  wire?: WireResult['type'];
  /** Set at the end of the request, as are the following. */
  verdict?: Verdict['type'];
  status?: number;
  errorCode?: string;
}

/** The name of the channel, see `AttemptTrace`. */
export const ATTEMPT_CHANNEL = 'imshop-push:attempt';

const channel = tracingChannel<AttemptTrace>(ATTEMPT_CHANNEL);

/** Makes one request, traced, and judges its result. */
export async function makeRequest(
  { config, push, abort }: { readonly config: Config; readonly push: PreparedPush; readonly abort: AbortSignal },
  batch: Batch,
  attempt: number,
  requestId: string,
): Promise<{ result: WireResult; verdict: Verdict }> {
  const { url, status503, clock } = config;
  const trace: AttemptTrace = {
    runId: push.runId,
    chunk: batch.chunk,
    size: batch.ids.size,
    resendCount: attempt - 1,
    serverAddress: url.hostname,
    serverPort: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
  };
  return channel.tracePromise(async () => {
    const result = await post(config, requestBody(push.content, batch.ids.json), requestId, abort);
    const verdict = verdictOf(result, status503, clock.now());
    trace.wire = result.type;
    trace.verdict = verdict.type;
    if (result.type === 'answered') trace.status = result.status;
    if ('error' in verdict) trace.errorCode = verdict.error.code;
    return { result, verdict };
  }, trace);
}

/** Posts within the time-out. */
async function post(
  { url, connectMs, totalMs, transport, clock }: Config,
  body: string,
  requestId: string,
  abort: AbortSignal,
): Promise<WireResult> {
  const headers = {
    'content-type': MEDIA_TYPE,
    accept: MEDIA_TYPE,
    'user-agent': `imshop-push/${VERSION}`,
    'x-request-id': requestId,
  };
  const [timeout, answered] = [new AbortController(), new AbortController()];
  clock.sleep(totalMs, answered.signal).then(
    () => timeout.abort(new Error(`no answer within ${totalMs} ms`)),
    () => {},
  );
  try {
    const signal = AbortSignal.any([abort, timeout.signal]);
    return asWireResult(await transport.post({ url, headers, body, connectTimeoutMs: connectMs }, signal));
  } catch (thrown) {
    // A transport must not throw; one that does may have sent the request.
    return { type: 'sent', error: asError(thrown) };
  } finally {
    // The text spares an error with a stack, which `abort()` would create at every request.
    answered.abort('answered');
  }
}
