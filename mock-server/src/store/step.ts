import type { CallData } from '../control/operation.js';
import type { Completion } from '../journal/entry.js';
import type { Arriving, Come } from '../vendor/intake.js';

/** What is told of a body beside its bytes, which go by themselves. */
type BodyFacts = Omit<Come['body'], 'bytes'>;

/**
 * One step of the state that replicas share. Every replica takes every step, in the order of the log, and so each comes
 * to the same state. An arrival is named by the position of its step.
 */
export type Step =
  | { readonly type: 'arrive'; readonly arriving: Arriving }
  | { readonly type: 'receive'; readonly arrival: string; readonly body: Omit<BodyFacts, 'kind'> }
  | {
      readonly type: 'decide';
      readonly arrival: string;
      readonly come: Omit<Come, 'body'>;
      readonly body: BodyFacts;
    }
  | { readonly type: 'complete'; readonly arrival: string; readonly completion: Completion }
  /** Nobody answers it any longer. */
  | { readonly type: 'lose'; readonly arrival: string }
  | { readonly type: 'stray'; readonly method: string; readonly path: string }
  /** A call of the control API that changes something, by its method and path. */
  | { readonly type: 'call'; readonly operation: string; readonly data: CallData }
  /** One that looks at an integration, or at all: it is used, and what came before is in the state. */
  | { readonly type: 'look'; readonly slug: string | undefined }
  /** A snapshot was kept, and need not be for a while. */
  | { readonly type: 'kept' }
  /** Time passed. */
  | { readonly type: 'tick' }
  /** A replica is there no more. */
  | { readonly type: 'gone'; readonly replica: string };

/** A step to be taken, with the body that it may be about. */
export interface Taking {
  readonly step: Step;
  readonly bytes?: Buffer | undefined;
}

/** A step as it stands in the log. */
export interface Logged extends Taking {
  /** Grows from step to step; begins with the store's time in milliseconds. */
  readonly position: string;
  /** The replica that asked for it, and how it knows it again. */
  readonly replica: string;
  readonly token: string;
}

/** When a step was taken, in milliseconds since the epoch, by the clock of the store. */
export function timeOf(position: string): number {
  return Number.parseInt(position, 10);
}

/** Whether a position comes before another. */
export function isBefore(position: string, other: string): boolean {
  const [ms = 0, sequence = 0] = position.split('-').map(Number);
  const [otherMs = 0, otherSequence = 0] = other.split('-').map(Number);
  return ms < otherMs || (ms === otherMs && sequence < otherSequence);
}

/** Before every step. */
export const BEGINNING = '0-0';
