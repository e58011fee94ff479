import { hash } from 'node:crypto';
import type { Config } from '../config.js';
import { type PushError, RateLimitStoreError } from '../errors.js';
import type { Emit } from '../events.js';
import type { Journal } from '../journal/journal.js';
import { JournalError } from '../journal/journal-error.js';
import type { OutcomeRecord } from '../journal/records.js';
import type { PacedLease, Pacer, WaitReason } from '../pacing/pacer.js';
import { cooldownAfter, gapMs, NO_PENALTY, type RateLimitSignals } from '../pacing/rate-limit.js';
import { readRateLimitFields, retryAfterMs } from '../pacing/rate-limit-headers.js';
import type { PreparedPush } from '../plan.js';
import type { Attempt } from '../report.js';
import type { WireResult } from '../transport/transport.js';
import type { Batch } from './batch.js';
import type { Step } from './next-step.js';
import { makeRequest } from './request.js';
import type { Verdict } from './verdict.js';

/** The push of a run, and the parts of the client that send it. */
export interface RunContext {
  readonly push: PreparedPush;
  readonly config: Config;
  readonly pacer: Pacer;
  readonly journal: Journal;
  readonly emit: Emit;
  /** Milliseconds since the epoch until which a request of an earlier process may still arrive. */
  readonly holdUntilMs: number;
  /** Aborted: no further request is made. */
  readonly stop: AbortSignal;
  /** Aborted: a request in flight is aborted too. */
  readonly abort: AbortSignal;
}

export interface MadeAttempt {
  readonly attempt: Attempt;
  readonly verdict: Verdict;
  readonly step: Step;
  /** The lease could not be released, or the outcome not be recorded: the run halts. */
  readonly failure: PushError | undefined;
}

/**
 * Makes one request: acquires the lease, records the intent, sends, decides, releases the lease, records the outcome.
 *
 * @throws If nothing was sent: the reason of `stop`, RateLimitStoreError, JournalError.
 */
export async function makeAttempt(
  context: RunContext,
  batch: Batch,
  number: number,
  decide: (verdict: Verdict) => Step,
): Promise<MadeAttempt> {
  const { clock } = context.config;
  const { runId } = context.push;
  const lease = await acquireLease(context);
  const startedAtMs = clock.now();
  await recordIntent(context, batch, number, startedAtMs).catch(async (error: unknown) => {
    // Nothing was sent, so other senders need not wait for the expiry.
    await lease.release({ limited: false }).catch(() => {});
    throw error;
  });
  const requestId = `${runId}-${batch.id}-${number}`;
  context.emit({ type: 'attempt', runId, chunk: batch.chunk, attempt: number, requestId });

  const began = clock.monotonic();
  const { result, verdict } = await makeRequest(context, batch, number, requestId);
  const durationMs = clock.monotonic() - began;
  const step = decide(verdict);

  const signals = signalsOf(result, clock.now());
  const { cooldownMs, failure } = await releaseLease(context, lease, signals);
  const record = outcomeRecord(batch, number, { result, verdict, step }, clock.now(), cooldownMs);
  const journalFailure = await recordOutcome(context, record);
  if (signals.limited) context.emit({ type: 'rate-limited', runId, waitMs: cooldownMs });
  const attempt: Attempt = {
    number,
    requestId,
    startedAtMs,
    durationMs,
    wire: result.type,
    ...(result.type === 'answered' && { status: result.status }),
    ...('error' in verdict && { error: verdict.error }),
  };
  return { attempt, verdict, step, failure: journalFailure ?? failure };
}

async function acquireLease({ pacer, stop, emit, config, holdUntilMs, push }: RunContext): Promise<PacedLease> {
  const onWait = (waitMs: number, reason: WaitReason) => emit({ type: 'waiting', runId: push.runId, waitMs, reason });
  try {
    for (;;) {
      const lease = await pacer.acquire(onWait, stop);
      const waitMs = holdUntilMs - config.clock.now();
      if (waitMs <= 0) return lease;
      // Released with the wait, so that all senders keep it.
      await lease.release({ limited: false, retryAfterMs: waitMs });
    }
  } catch (error) {
    throw stop.aborted ? error : new RateLimitStoreError(error);
  }
}

function recordIntent({ config, journal }: RunContext, batch: Batch, attempt: number, atMs: number): Promise<void> {
  const { size, json } = batch.ids;
  const nextAtMs = atMs + config.totalMs + gapMs(config.limit, 0);
  const sha256 = hash('sha256', json);
  return journal.write({ type: 'intent', batch: batch.id, attempt, atMs, size, sha256, nextAtMs });
}

/** The rate-limit signals of a result. A 503 may come from a limiter too, so its `Retry-After` counts as well. */
function signalsOf(result: WireResult, nowMs: number): RateLimitSignals {
  if (result.type !== 'answered') return { limited: false };
  const { status, headers } = result;
  return { limited: status === 429, retryAfterMs: retryAfterMs(headers, nowMs), ...readRateLimitFields(headers) };
}

/** A failure is returned, not thrown, since the answer must not be lost. */
async function releaseLease(
  { config }: RunContext,
  lease: PacedLease,
  signals: RateLimitSignals,
): Promise<{ cooldownMs: number; failure?: PushError }> {
  try {
    return { cooldownMs: await lease.release(signals) };
  } catch (error) {
    // A process that resumes from the journal still has to wait as long as the vendor asked.
    const { durationMs } = cooldownAfter(NO_PENALTY, signals, config.limit, config.random);
    return { cooldownMs: durationMs, failure: new RateLimitStoreError(error) };
  }
}

/** A failure is returned, not thrown, since the answer must not be lost. */
async function recordOutcome({ journal }: RunContext, record: OutcomeRecord): Promise<JournalError | undefined> {
  try {
    await journal.write(record);
    return undefined;
  } catch (error) {
    if (error instanceof JournalError) return error;
    throw error;
  }
}

function outcomeRecord(
  batch: Batch,
  attempt: number,
  { result, verdict, step }: { result: WireResult; verdict: Verdict; step: Step },
  atMs: number,
  cooldownMs: number,
): OutcomeRecord {
  const error = 'error' in verdict ? verdict.error : undefined;
  return {
    type: 'outcome',
    batch: batch.id,
    attempt,
    atMs,
    state: recordedState(verdict, step),
    nextAtMs: atMs + cooldownMs,
    ...(result.type === 'answered' && { status: result.status }),
    ...(error && { code: error.code, message: error.message }),
    ...(step.type === 'drop' && { refused: step.positions }),
    ...(step.type === 'rejected' && step.badPositions.length > 0 && { refused: step.badPositions }),
  };
}

function recordedState(verdict: Verdict, step: Step): OutcomeRecord['state'] {
  if (step.type === 'drop') return 'dropped';
  if (step.type === 'split') return 'split';
  return verdict.type === 'too-large' ? 'rejected' : verdict.type;
}
