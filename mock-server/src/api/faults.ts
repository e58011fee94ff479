import type { RetryAfterForm } from './integration-settings.js';

/** How an answer goes wrong. Durations are milliseconds of the integration's clock. */
export type Fault =
  | { readonly type: 'unavailable' }
  | {
      readonly type: 'status';
      readonly status: number;
      /** Value of `Retry-After`: seconds, or a text sent as it is. */
      readonly retryAfter?: number | string;
      /** What becomes of the seconds of `retryAfter`. Default `seconds`. */
      readonly retryAfterForm?: RetryAfterForm;
      /** Default `json`: `{error, message}`. */
      readonly body?: 'json' | 'html' | 'empty';
      /** `message` of a body that is `json`. Default: the reason phrase. */
      readonly message?: string;
    }
  | {
      readonly type: 'rate-limited';
      /** Value of `Retry-After`: seconds, or a text sent as it is. Default 60. */
      readonly retryAfter?: number | string;
      /** What becomes of the seconds of `retryAfter`, given or not. Default `seconds`. */
      readonly retryAfterForm?: RetryAfterForm;
    }
  | Latency
  | { readonly type: 'hang' }
  | { readonly type: 'reset' }
  | { readonly type: 'empty-reply' }
  | { readonly type: 'truncated-body' }
  | { readonly type: 'malformed-json' }
  | { readonly type: 'garbage' }
  | {
      readonly type: 'slow-body';
      /** Between two bytes. Default 100. */
      readonly intervalMs?: number;
    }
  | { readonly type: 'wrong-content-type' }
  | { readonly type: 'stale-connection' }
  | {
      readonly type: 'redirect';
      /** An absolute URL, or an absolute path. */
      readonly location: string;
      /** Default 302. */
      readonly status?: (typeof REDIRECT_STATUSES)[number];
    }
  | { readonly type: 'extra-keys' }
  | { readonly type: 'gzip-body' };

/** Statuses of a redirect. */
export const REDIRECT_STATUSES = [301, 302, 303, 307, 308] as const;

/** A delay before the usual answer: fixed, uniform, or log-normal around a median. */
export type Latency = { readonly type: 'latency' } & (Fixed | Uniform | LogNormal);

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

export type FaultType = Fault['type'];

/** Every type of fault. */
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
] as const satisfies readonly FaultType[];

/** Faults that need nothing said but their type. */
export type PlainFaultType = Exclude<FaultType, 'status' | 'latency' | 'redirect'>;

/** By number, counted from when the rule was made; at most one of them. */
type Ordinal =
  | { readonly first?: number; readonly nth?: never; readonly every?: never }
  | { readonly first?: never; readonly nth?: number; readonly every?: never }
  | { readonly first?: never; readonly nth?: never; readonly every?: number };

/** Which requests a rule hits; everything given must hold, nothing given means all of them. */
export type When = Ordinal & {
  /** Seeded; from 0 to 1. */
  readonly probability?: number;
  /** Requests that name this customer; numbers then count these alone. */
  readonly userId?: string;
  /** For so long after the rule was made. */
  readonly windowMs?: number;
};

/** Body of `POST …/{slug}/faults`. */
export interface FaultRule {
  readonly fault: Fault;
  readonly when?: When;
  /** Most hits. Default: no bound. */
  readonly times?: number;
  /** Whether the push is recorded as delivered before the answer fails: the ambiguous failure. Default false. */
  readonly accepted?: boolean;
}

/** A rule in force. */
export interface ActiveFault extends FaultRule {
  readonly id: string;
  /** Requests it hit. */
  readonly hits: number;
}

/** The rule that hit a request. */
export interface FaultHit {
  readonly rule: string;
  readonly type: FaultType;
}

/** Faults of one integration that a tape holds. */
export const MAX_TAPED_FAULTS = 10_000;

/** A part of a scenario: the rules in force for so many requests, or for so long. */
export interface Phase {
  readonly name?: string;
  /** Left out: to the end; only the last phase may. */
  readonly for?:
    | { readonly requests: number; readonly ms?: never }
    | { readonly requests?: never; readonly ms: number };
  readonly faults?: readonly FaultRule[];
}

/** Phases one after the other; then nothing fails, or they begin again. */
export interface Scenario {
  readonly name?: string;
  readonly loop?: boolean;
  readonly phases: readonly Phase[];
}

/** Scenarios that need no file. */
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
  /** The scenario as it was given; `null` where none runs. */
  readonly scenario: Scenario | null;
  /** Number of the phase in force, from 0; `null` where none is, or all are over. */
  readonly phase: number | null;
  /** Requests that came in this phase. */
  readonly requests: number;
  /** Milliseconds until the phase ends by time; `null` where it does not. */
  readonly remainingMs: number | null;
  /** How often the phases were gone through. */
  readonly rounds: number;
}
