import type { Algorithm, Envelope, RetryAfterForm } from '../assumptions.js';
import { RATE_LIMIT_REQUESTS, RATE_LIMIT_WINDOW_MS } from '../limits.js';

/** The limits of a run. A sender reads them from its environment. */
export interface RunLimits {
  /** Rate limit: `requests` in a window of `windowMs`. */
  readonly requests: number;
  readonly windowMs: number;
  /** Time that the sender must wait for an answer. */
  readonly timeoutMs: number;
  /** `Retry-After` of scenarios that send one. Longer than the window, so that waiting for the window is not enough. */
  readonly retryAfterS: number;
}

/** Short enough for a quick run, long enough for a burst on a busy machine to stay within it. */
const QUICK_WINDOW_MS = 2000;
const QUICK_TIMEOUT_MS = 3000;
const REAL_TIMEOUT_MS = 75_000;

/**
 * Creates the limits of a run.
 *
 * @param pace `real-time` keeps the vendor's minute, `quick` shortens it to 2 s for senders that read the limits.
 * @param rate A rate limit in place of the one of the pace.
 */
export function runLimits(
  pace: 'quick' | 'real-time',
  rate: Pick<RunLimits, 'requests' | 'windowMs'> = {
    requests: RATE_LIMIT_REQUESTS,
    windowMs: pace === 'quick' ? QUICK_WINDOW_MS : RATE_LIMIT_WINDOW_MS,
  },
): RunLimits {
  return {
    requests: rate.requests,
    windowMs: rate.windowMs,
    timeoutMs: pace === 'quick' ? QUICK_TIMEOUT_MS : REAL_TIMEOUT_MS,
    retryAfterS: Math.floor(rate.windowMs / 1000) + 1,
  };
}

/** A fault of the mock, named as in its control API. */
export type Fault =
  | {
      readonly type: 'status';
      readonly status: number;
      readonly body?: 'json' | 'html' | 'empty';
      readonly retryAfter?: number;
    }
  | {
      readonly type: 'rate-limited';
      readonly retryAfter?: number | string;
      readonly retryAfterForm?: RetryAfterForm;
    }
  | { readonly type: 'latency'; readonly ms: number }
  | { readonly type: 'slow-body'; readonly intervalMs: number }
  | { readonly type: 'redirect'; readonly status: 302 | 307; readonly location: string }
  | {
      readonly type:
        | 'hang'
        | 'reset'
        | 'empty-reply'
        | 'truncated-body'
        | 'malformed-json'
        | 'garbage'
        | 'wrong-content-type'
        | 'stale-connection'
        | 'extra-keys'
        | 'gzip-body';
    };

/** A fault, and the requests that it affects. */
export interface FaultRule {
  readonly fault: Fault;
  readonly when?: { readonly first?: number } | { readonly nth?: number };
  /** True to deliver the push before the fault. */
  readonly accepted?: boolean;
}

/** One variant of everything that is unknown outside the vendor. */
export interface Assumptions {
  readonly algorithm: Algorithm;
  /** True when a request over the limit counts towards it. */
  readonly countRejected: boolean;
  /** Form of `Retry-After` in a 429. */
  readonly retryAfter: RetryAfterForm;
  /** Body of a refusal. */
  readonly envelope: Envelope;
  /** Status of "Integration is unavailable". */
  readonly unavailableStatus: number;
}

/** Configuration of the mock for one scenario. */
export interface MockSetup {
  readonly rateLimit: { readonly requests: number; readonly windowMs: number } | null;
  readonly assumptions: Assumptions;
  readonly available: boolean;
  readonly maxUserIds: number;
  readonly faults: readonly FaultRule[];
  /** 0 takes a free port. */
  readonly port: number;
}

/** One request, from the journal of the mock. */
export interface RecordedRequest {
  readonly id: string;
  /** Arrival of its headers, in milliseconds since 1970. */
  readonly atMs: number;
  /** Time until its answer was sent; `null` before that. */
  readonly durationMs: number | null;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly outcome: string;
  /** `null` when no answer was sent. */
  readonly status: number | null;
  /** The type of the fault that affected it. */
  readonly fault: string | null;
  /** True when the push was delivered, whatever the answer. */
  readonly accepted: boolean;
  /** The moment that `Retry-After` of its answer names, in milliseconds since 1970. */
  readonly retryAtMs: number | null;
}

/** A running mock of one scenario. */
export interface MockHandle {
  /** Address for pushes. */
  readonly url: string;
  /** Returns all requests so far, oldest first. */
  requests(): Promise<readonly RecordedRequest[]>;
  /** Returns the requests at `REDIRECT_TARGETS.push`, oldest first. */
  redirectedRequests(): Promise<readonly RecordedRequest[]>;
  close(): Promise<unknown>;
}

/** Starts a mock. An argument of a run, so that this package depends on no mock. */
export type StartMock = (setup: MockSetup) => Promise<MockHandle>;

/** Targets of redirects: another integration of the same mock, and a page of it. */
export const REDIRECT_TARGETS = { push: 'elsewhere', page: '/_mock/health' } as const;
