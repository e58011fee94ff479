import type { PushError } from './errors.js';
import type { Outcome } from './outcome.js';
import type { WaitReason } from './pacing/pacer.js';
import type { Plan } from './plan.js';
import type { Report } from './report.js';

/** What happens in a run, in this order: `planned`, then the rest, then `done`. */
export type PushEvent =
  | { readonly type: 'planned'; readonly runId: string; readonly plan: Plan }
  /** Nothing is sent for `waitMs`: for the pace, for another sender's turn, or before a retry. */
  | { readonly type: 'waiting'; readonly runId: string; readonly waitMs: number; readonly reason: WaitReason | 'retry' }
  | {
      readonly type: 'attempt';
      readonly runId: string;
      readonly chunk: number;
      readonly attempt: number;
      readonly requestId: string;
    }
  | { readonly type: 'settled'; readonly runId: string; readonly outcome: Outcome }
  /** The vendor answered 429: nobody who shares the pace store sends for `waitMs`. */
  | { readonly type: 'frozen'; readonly runId: string; readonly waitMs: number }
  | { readonly type: 'halted'; readonly runId: string; readonly error: PushError }
  | { readonly type: 'done'; readonly runId: string; readonly report: Report };
