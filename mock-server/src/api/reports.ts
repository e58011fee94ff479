import type { PushMessage } from 'imshop-contracts';
import type { Outcome } from './outcome.js';

/** A customer for whom the same push was accepted more than once. */
export interface Duplicated {
  readonly userId: string;
  readonly times: number;
  readonly message: PushMessage;
  readonly deeplink?: string;
}

/** Answer of `GET …/{slug}/ledger`. Two pushes are the same where title, summary and deeplink are. */
export interface LedgerReport {
  /** Customers who got their push exactly once; one who got two different pushes counts for each. */
  readonly once: number;
  readonly duplicated: readonly Duplicated[];
  readonly requests: number;
  readonly acceptedRequests: number;
  /** Deliveries too old to be remembered; duplicates of them go unseen. */
  readonly forgotten: number;
}

/** Answer of `GET …/{slug}/compliance`: how well the sender kept to the limits. */
export interface Compliance {
  readonly requests: number;
  readonly acceptedRequests: number;
  /** The fullest window of the limit's length, wherever it begins. */
  readonly mostInWindow: {
    readonly requests: number;
    readonly windowMs: number;
    readonly limit: number;
    readonly kept: boolean;
  };
  /** Requests that came before a 429 said they might. */
  readonly insideRetryAfter: number;
  /** Requests that delivered nothing. */
  readonly wastedCalls: number;
  /** Of the accepted pushes that are known. `score` is the fewest requests that would have done, by those that were made; 1 is best. */
  readonly batching: {
    readonly userIds: number;
    readonly actualRequests: number;
    readonly optimalRequests: number;
    readonly score: number;
  };
  /** From the first request to the last accepted one, and the least the limit allows for as many customers. */
  readonly drain: { readonly actualMs: number; readonly optimalMs: number };
  /** Requests that the journal had to let go; they are not counted. */
  readonly evicted: number;
  /** Accepted pushes of whose bodies only parts are kept; `batching` does not count them. */
  readonly bodiesCut: number;
}

/** Body of `POST …/{slug}/verify`: what a test expects of the requests of one integration. */
export interface Expectation {
  /** Exactly so many; excludes the other two. Without any of the three: at least one. */
  readonly count?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Customers the request must name, all of them. */
  readonly userIds?: readonly string[];
  /** What the body must hold; objects may hold more. */
  readonly match?: Readonly<Record<string, unknown>>;
  /** How a request must have ended to count; `any` for all. Default `accepted`. */
  readonly outcome?: Outcome | 'any';
  /** How long to wait for the expectation to come true, by the integration's clock. Default 0. */
  readonly waitMs?: number;
}

/** One place where a request is not what was expected. */
export interface Difference {
  /**
   * Where, as a path from the body's root: `message.title`, `userIds[0]`; `(outcome)` for how it ended, `(body)` where
   * too little of it is kept to tell.
   */
  readonly path: string;
  readonly expected: unknown;
  /** What was found; `null` where nothing was. */
  readonly actual: unknown;
}

/** A request that came close, and what keeps it from counting. */
export interface NearMiss {
  readonly requestId: string;
  readonly differences: readonly Difference[];
}

/** Answer of `POST …/{slug}/verify`. */
export interface Verification {
  /** `inconclusive` where a request that the journal no longer holds, or holds in part, could change the answer. */
  readonly result: 'pass' | 'fail' | 'inconclusive';
  readonly found: number;
  /** On anything but `pass`: the requests that do not count, the closest first. */
  readonly nearest: readonly NearMiss[];
}
