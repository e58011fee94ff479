import type { RetryAfterForm } from 'imshop-contracts';

/** Every type of fault. The order is that of lists: in the page, in the OpenAPI document. */
export const FAULT_TYPES = [
  'unavailable',
  'status',
  'rate-limited',
  'latency',
  'hang',
  'reset',
  'empty-reply',
  'truncated-body',
  'malformed-json',
  'garbage',
  'slow-body',
  'wrong-content-type',
  'stale-connection',
  'redirect',
  'extra-keys',
  'gzip-body',
] as const;

export type FaultType = (typeof FAULT_TYPES)[number];

/** A kind of failure: its type and, for some types, options. Durations are milliseconds of the integration's clock. */
export type Fault = {
  [T in FaultType]: { readonly type: T } & (T extends keyof FaultOptions ? FaultOptions[T] : unknown);
}[FaultType];

/** The options of each fault that has some. */
interface FaultOptions {
  readonly status: {
    /** Status of the answer, from 200 to 599. */
    readonly status: number;
    /** Value of `Retry-After`: seconds, or a text that is sent unchanged. Default: no header. */
    readonly retryAfter?: number | string;
    /** Form of `Retry-After` when `retryAfter` is in seconds. Default `seconds`. */
    readonly retryAfterForm?: RetryAfterForm;
    /** Format of the body. Default `json`: `{error, message}`. */
    readonly body?: (typeof STATUS_BODIES)[number];
    /** The `message` of a `json` body. Default: the reason phrase of the status. */
    readonly message?: string;
  };
  readonly 'rate-limited': {
    /** Value of `Retry-After`: seconds, or a text that is sent unchanged. Default 60. */
    readonly retryAfter?: number | string;
    /** Form of `Retry-After` when `retryAfter` is in seconds, given or by default. Default `seconds`. */
    readonly retryAfterForm?: RetryAfterForm;
  };
  readonly latency: Fixed | Uniform | LogNormal;
  readonly 'slow-body': {
    /** Pause before each byte of the body. Default 100. */
    readonly intervalMs?: number;
  };
  readonly redirect: {
    /** Value of `Location`: an absolute http or https URL, or an absolute path. */
    readonly location: string;
    /** Default 302. */
    readonly status?: (typeof REDIRECT_STATUSES)[number];
  };
}

/** A delay before the usual answer: fixed, uniform, or log-normal around a median. */
export type Latency = Extract<Fault, { readonly type: 'latency' }>;

interface Fixed {
  readonly ms: number;
  readonly minMs?: never;
  readonly maxMs?: never;
  readonly medianMs?: never;
  readonly sigma?: never;
}

interface Uniform {
  readonly ms?: never;
  readonly minMs: number;
  readonly maxMs: number;
  readonly medianMs?: never;
  readonly sigma?: never;
}

interface LogNormal {
  readonly ms?: never;
  readonly minMs?: never;
  readonly maxMs?: never;
  readonly medianMs: number;
  readonly sigma: number;
}

/** Faults that need no options: `fail('reset')`. */
export type PlainFaultType = {
  [T in FaultType]: { readonly type: T } extends Extract<Fault, { readonly type: T }> ? T : never;
}[FaultType];

/** Formats of the body that the fault `status` sends. */
export const STATUS_BODIES = ['json', 'html', 'empty'] as const;
/** Statuses of the fault `redirect`. */
export const REDIRECT_STATUSES = [301, 302, 303, 307, 308] as const;

/** Bounds of a rule. A larger number is a typing error. */
export const MAX_FAULT_MS = 3_600_000;
export const MAX_FAULT_REQUESTS = 1_000_000;
export const MAX_SIGMA = 5;
export const MAX_LOCATION_LENGTH = 2048;
/** Most rules of an integration, and most phases of a scenario. */
export const MAX_RULES = 1000;
/** Most rules of one phase: a fault recording holds this many faults of one integration. */
export const MAX_RECORDED_FAULTS = 10_000;

/** The number of the request, counted since the rule was added; at most one of the three. */
type Ordinal =
  | { readonly first?: number; readonly nth?: never; readonly every?: never }
  | { readonly first?: never; readonly nth?: number; readonly every?: never }
  | { readonly first?: never; readonly nth?: never; readonly every?: number };

/** Condition of a rule: all given parts must hold. Without a condition the rule applies to every request. */
export type When = Ordinal & {
  /** Probability from 0 to 1, drawn from the seed. */
  readonly probability?: number;
  /** Only requests to this customer. `first`, `nth` and `every` then count these requests only. */
  readonly userId?: string;
  /** Time after the rule was added during which it applies, in milliseconds. */
  readonly windowMs?: number;
};

/** Body of `POST …/{slug}/faults`. */
export interface FaultRule {
  readonly fault: Fault;
  readonly when?: When;
  /** Maximum number of matches. Default: no maximum. */
  readonly times?: number;
  /** Records the push as delivered before the answer fails, so that a blind retry delivers it twice. Default false. */
  readonly accepted?: boolean;
}

/** A rule in force. */
export interface ActiveFault extends FaultRule {
  readonly id: string;
  /** Number of requests that the rule matched. */
  readonly hits: number;
}

/** The rule that matched a request. */
export interface FaultHit {
  readonly rule: string;
  readonly type: FaultType;
}

/** A part of a scenario: its rules apply for a number of requests or for a time. */
export interface Phase {
  readonly name?: string;
  /** Length of the phase. Default: no end, which only the last phase may have. */
  readonly for?:
    | { readonly requests: number; readonly ms?: never }
    | { readonly requests?: never; readonly ms: number };
  readonly faults?: readonly FaultRule[];
}

/** An outage in phases. After the last phase nothing fails, or the first begins again. */
export interface Scenario {
  readonly name?: string;
  /** Starts again with the first phase after the last. Default false. */
  readonly loop?: boolean;
  readonly phases: readonly Phase[];
}

/** The built-in scenarios. */
export const SCENARIO_NAMES = [
  'healthy',
  'unavailable',
  'brownout',
  'flapping',
  'total-outage',
  'rate-limit-storm',
  'lost-responses',
  'slow',
  'maintenance',
] as const;

export type ScenarioName = (typeof SCENARIO_NAMES)[number];

/** Answer of `GET …/{slug}/scenario`. */
export interface ScenarioState {
  /** The running scenario, as it was given; `null` if none runs. */
  readonly scenario: Scenario | null;
  /** Index of the current phase, from 0; `null` if no scenario runs or all phases are over. */
  readonly phase: number | null;
  /** Requests received in this phase. */
  readonly requests: number;
  /** Milliseconds until the phase ends; `null` if it does not end by time. */
  readonly remainingMs: number | null;
  /** Completed rounds through all phases. */
  readonly rounds: number;
}
