import { MEDIA_TYPE } from 'imshop-contracts';
import type { Config } from '../config.js';
import { bodyOf, type Job } from '../plan.js';
import { type AttemptTrace, traced } from '../tracing.js';
import { asError, asWireResult, type WireResult } from '../transport/transport.js';
import { VERSION } from '../version.js';
import { judge, type Verdict } from './judge.js';
import type { Piece } from './piece.js';

/** Makes one request, traced, and judges what came of it. */
export async function request(
  { config, cut }: { readonly config: Config; readonly cut: AbortSignal },
  job: Job,
  piece: Piece,
  number: number,
  requestId: string,
): Promise<{ result: WireResult; verdict: Verdict }> {
  const { url, status503, clock } = config;
  const trace: AttemptTrace = {
    runId: job.runId,
    chunk: piece.chunk,
    size: piece.ids.size,
    resendCount: number - 1,
    serverAddress: url.hostname,
    serverPort: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
  };
  return traced(trace, async () => {
    const result = await postWithin(config, cut, bodyOf(job.content, piece.ids.json), requestId);
    const verdict = judge(result, status503, clock.now());
    trace.wire = result.wire;
    trace.verdict = verdict.is;
    if (result.wire === 'answered') trace.status = result.status;
    if ('error' in verdict) trace.errorCode = verdict.error.code;
    return { result, verdict };
  });
}

async function postWithin(
  { url, connectMs, totalMs, transport, clock }: Config,
  cut: AbortSignal,
  body: string,
  requestId: string,
): Promise<WireResult> {
  const headers = {
    'content-type': MEDIA_TYPE,
    accept: MEDIA_TYPE,
    'user-agent': `imshop-push/${VERSION}`,
    'x-request-id': requestId,
  };
  const [tooLong, answered] = [new AbortController(), new AbortController()];
  clock.sleep(totalMs, answered.signal).then(
    () => tooLong.abort(new Error(`no answer within ${totalMs} ms`)),
    () => {},
  );
  try {
    const end = AbortSignal.any([cut, tooLong.signal]);
    return asWireResult(await transport.post({ url, headers, body, connectTimeoutMs: connectMs }, end));
  } catch (thrown) {
    // A transport is not to throw; one that does may have sent it.
    return { wire: 'sent', error: asError(thrown) };
  } finally {
    // A reason of its own would be an error with a stack, made for every request.
    answered.abort('answered');
  }
}
