import type { Job } from './job.js';

/** The terms of a run, which a sender reads from its environment. */
export interface Terms {
  /** The limit in force: so many requests in a window. */
  readonly requests: number;
  readonly windowMs: number;
  /** How long a sender is to wait for an answer. */
  readonly timeoutMs: number;
  /** What `Retry-After` says where a scenario sends one: longer than the window, so that waiting the window is not enough. */
  readonly retryAfterS: number;
}

/** How the mock is to fail, in the words of its fault rules. */
export interface Fault {
  readonly fault:
    | {
        readonly type: 'status';
        readonly status: number;
        readonly body?: 'json' | 'html' | 'empty';
        readonly retryAfter?: number;
      }
    | {
        readonly type: 'rate-limited';
        readonly retryAfter?: number | string;
        readonly retryAfterForm?: 'seconds' | 'date' | 'off';
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
  readonly when?: { readonly first?: number } | { readonly nth?: number };
  readonly accepted?: boolean;
}

/** The shapes that "so many in a minute" may have. */
export const ALGORITHMS = ['fixed', 'aligned', 'sliding', 'bucket'] as const;
export const RETRY_AFTER_FORMS = ['seconds', 'date', 'off'] as const;
export const ENVELOPES = ['documented', 'hapi'] as const;

/** What nobody outside the vendor knows, one reading of each. */
export interface Assumptions {
  readonly algorithm: (typeof ALGORITHMS)[number];
  /** Whether a request over the limit counts towards it. */
  readonly countRejected: boolean;
  /** How a 429 tells when to come back. */
  readonly retryAfter: (typeof RETRY_AFTER_FORMS)[number];
  /** The body of a refusal. */
  readonly envelope: (typeof ENVELOPES)[number];
  /** The status of "Integration is unavailable". */
  readonly unavailableStatus: number;
}

/** A mock to be started for one scenario. */
export interface VendorSetup {
  readonly rateLimit: { readonly requests: number; readonly windowMs: number } | null;
  readonly assumptions: Assumptions;
  readonly available: boolean;
  readonly maxUserIds: number;
  readonly faults: readonly Fault[];
  /** A free one where it is 0. */
  readonly port: number;
}

/** One request, as the mock's journal tells of it. */
export interface WireRequest {
  readonly id: string;
  /** When its headers were in, in milliseconds since 1970. */
  readonly atMs: number;
  /** Until its answer was out; `null` while it is not. */
  readonly durationMs: number | null;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly outcome: string;
  /** `null` where no answer went out. */
  readonly status: number | null;
  /** The type of the fault that hit it. */
  readonly fault: string | null;
  /** Whether the push was recorded as delivered, whatever the sender was told. */
  readonly accepted: boolean;
  /** The moment that a `Retry-After` named, in milliseconds since 1970. */
  readonly notBeforeMs: number | null;
}

/** A mock that runs for one scenario. */
export interface Vendor {
  /** Where to post pushes. */
  readonly url: string;
  /** What came in so far, oldest first; with `elsewhere`, at the address that a redirect leads to. */
  requests(where?: 'elsewhere'): Promise<readonly WireRequest[]>;
  close(): Promise<unknown>;
}

/** The runner asks for mocks, so that nothing here depends on one. */
export type StartVendor = (setup: VendorSetup) => Promise<Vendor>;

/** Where a redirect leads to: another integration of the same mock, and a page. */
export const ELSEWHERE = { push: 'elsewhere', page: '/_mock/health' } as const;

/** Customers of a request; none where its body is no push. */
export function userIdsOf({ body }: WireRequest): readonly string[] {
  const { userIds } = Object(body) as Partial<Job>;
  return Array.isArray(userIds) ? userIds.map(String) : [];
}
