import type { FidelityId } from 'imshop-contracts';
import type { ActiveFault, FaultHit, ScenarioState } from './faults.js';
import type { IntegrationSettings } from './integration-settings.js';
import type { Outcome } from './outcome.js';

/** What an event of type `request` carries: the journal has the rest. */
export interface RequestSummary {
  readonly requestId: string;
  readonly receivedAt: string;
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly accepted: boolean;
  readonly fault: FaultHit | null;
  readonly behaviour: FidelityId | null;
  readonly durationMs: number;
}

/** What happened, by the event's type. */
export interface EventData {
  /** A request was answered or given up. */
  readonly request: RequestSummary;
  /** The settings of an integration changed. */
  readonly settings: IntegrationSettings;
  /** A fault rule was added or removed. */
  readonly faults: { readonly faults: readonly ActiveFault[] };
  /** A scenario began, went on to another phase, or ended. */
  readonly scenario: ScenarioState;
  /** The clock of an integration was advanced. */
  readonly clock: { readonly advanceMs: number; readonly now: string };
  /** The journal of an integration was emptied. */
  readonly cleared: Readonly<Record<never, never>>;
  /** An integration was deleted, or had to make room. */
  readonly forgotten: { readonly reason: 'deleted' | 'least-recently-used' };
  /** A request came for a path that is not served. */
  readonly 'unknown-path': { readonly requestId: string; readonly method: string; readonly path: string };
  /** Everything went back to how the process started. */
  readonly reset: Readonly<Record<never, never>>;
  /** Events between `Last-Event-ID` and this one are no longer kept. */
  readonly gap: { readonly missed: number };
}

export type EventType = keyof EventData;

/** One server-sent event of `GET /_mock/events`. */
export type MockEvent = {
  readonly [T in EventType]: {
    /** Counts up over the whole mock; send it as `Last-Event-ID` to go on from here. */
    readonly id: number;
    readonly type: T;
    /** The integration; `null` where the event is the whole mock's. */
    readonly slug: string | null;
    readonly data: EventData[T];
  };
}[EventType];
