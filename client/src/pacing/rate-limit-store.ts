import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { type Cooldown, NO_PENALTY, type Penalty } from './rate-limit.js';

/**
 * The state of the rate limit that senders to one address share. One sender at a time holds the lease, which allows one request.
 *
 * Acquiring the lease forbids other requests for `leaseMs`, releasing it for the cooldown. The lease of a sender that died expires when
 * its request must have timed out. All times are relative, so the clocks of the senders need not agree.
 *
 * @see memoryRateLimitStore @see fileRateLimitStore @see redisRateLimitStore
 */
export interface RateLimitStore {
  /**
   * Acquires the lease if it is free; never waits for it.
   *
   * @param key A hash of the address: not secret, at most 64 characters.
   * @throws If the store cannot be reached. The run then halts before it sends, as it does without an answer for 30 s.
   */
  acquire(key: string, options: LeaseOptions): Promise<Lease | LeaseDenied>;
}

export interface LeaseOptions {
  /** Milliseconds until the lease expires: the longest time of a request, and a gap. */
  readonly leaseMs: number;
  /** The longest possible wait in milliseconds. A longer one comes from a clock that was set back. */
  readonly maxWaitMs: number;
}

export interface Lease {
  readonly type: 'acquired';
  readonly penalty: Penalty;
  release(cooldown: Cooldown): Promise<void>;
}

export interface LeaseDenied {
  readonly type: 'denied';
  /** Milliseconds until a request is allowed. */
  readonly waitMs: number;
  /** True while another sender holds the lease, which may be released long before `waitMs`. */
  readonly leased: boolean;
}

/** The state of one key. Times are of the clock that all its senders share. */
export interface StoredState {
  readonly nextAtMs: number;
  /** The lease of the sender that holds it. */
  readonly leaseId: string | null;
  readonly penaltyLevel: number;
  readonly penaltySinceMs: number;
}

/** The effect of one call: `state` is written if it is there, `result` is returned. */
export interface StoreChange<T> {
  readonly state?: StoredState;
  readonly result: T;
}

/** Gives the lease to `leaseId`, or denies it. */
export function acquireLease(
  state: StoredState | undefined,
  nowMs: number,
  leaseId: string,
  { leaseMs, maxWaitMs }: LeaseOptions,
): StoreChange<Omit<Lease, 'release'> | LeaseDenied> {
  const waitMs = Math.min((state?.nextAtMs ?? nowMs) - nowMs, maxWaitMs);
  if (state && waitMs > 0) {
    const result = { type: 'denied', waitMs, leased: state.leaseId !== null } as const;
    return waitMs < maxWaitMs ? { result } : { state: { ...state, nextAtMs: nowMs + maxWaitMs }, result };
  }
  const { penaltyLevel, penaltySinceMs } = state ?? { penaltyLevel: NO_PENALTY.level, penaltySinceMs: nowMs };
  return {
    state: { nextAtMs: nowMs + leaseMs, leaseId, penaltyLevel, penaltySinceMs },
    result: { type: 'acquired', penalty: { level: penaltyLevel, ageMs: Math.max(0, nowMs - penaltySinceMs) } },
  };
}

/** The state after the release. A sender whose lease had expired can only lengthen the wait of its successor. */
export function releaseLease(
  state: StoredState | undefined,
  nowMs: number,
  leaseId: string,
  { durationMs, penalty: { level, ageMs } }: Cooldown,
): StoredState {
  const nextAtMs = nowMs + durationMs;
  if (!state || state.leaseId === leaseId)
    return { nextAtMs, leaseId: null, penaltyLevel: level, penaltySinceMs: nowMs - ageMs };
  return {
    ...state,
    nextAtMs: Math.max(state.nextAtMs, nextAtMs),
    penaltyLevel: Math.max(state.penaltyLevel, level),
  };
}

/** Shares the rate limit among the clients of one process. */
export function memoryRateLimitStore(clock: Pick<Clock, 'monotonic'>): RateLimitStore {
  const states = new Map<string, StoredState>();
  return {
    async acquire(key, options) {
      const leaseId = randomUUID();
      const { state, result } = acquireLease(states.get(key), clock.monotonic(), leaseId, options);
      if (state) states.set(key, state);
      if (result.type === 'denied') return result;
      return {
        ...result,
        async release(cooldown) {
          states.set(key, releaseLease(states.get(key), clock.monotonic(), leaseId, cooldown));
        },
      };
    },
  };
}
