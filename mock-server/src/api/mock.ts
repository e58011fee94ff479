import type { FidelityRow } from 'imshop-contracts';
import type { MockEvent } from './events.js';
import type {
  ActiveFault,
  Fault,
  FaultRule,
  PlainFaultType,
  Scenario,
  ScenarioName,
  ScenarioState,
  When,
} from './faults.js';
import type { Health } from './health.js';
import type { IntegrationState, IntegrationSummary, SettingsPatch } from './integrations.js';
import type { PactStateCall, PactStateReport } from './pact-states.js';
import type { Compliance, Expectation, LedgerReport, Verification } from './reports.js';
import type { Inbox, RequestFilter, RequestList, RequestRecord, SummaryList } from './requests.js';

/** A running mock, in this process or elsewhere: `startMock` and `connectMock` give the same interface. */
export interface Mock extends AsyncDisposable {
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Where a sender posts its pushes. Default slug `shop`. */
  url(slug?: string): string;
  /** One integration, made on first use. Default slug `shop`. */
  integration(slug?: string): Integration;
  integrations(): Promise<readonly IntegrationSummary[]>;
  health(): Promise<Health>;
  /** Every behaviour of the mock, how well it is known, and the switch that changes it. */
  fidelity(): Promise<readonly FidelityRow[]>;
  /** What happens from the moment this resolves, or after `lastEventId`; ends with the signal or the mock. */
  events(options?: EventOptions): Promise<AsyncIterable<MockEvent>>;
  /** What Prometheus would scrape, as its text format. */
  metrics(): Promise<string>;
  /** Sets a provider state of Pact up, or tears it down. */
  pactState(call: PactStateCall): Promise<PactStateReport>;
  /** Everything back to how the process started. */
  reset(): Promise<void>;
  /** Stops a mock that `startMock` started; one that was connected to runs on. */
  close(): Promise<void>;
}

/** Which events to watch. */
export interface EventOptions {
  /** Those of this integration, and of the mock as a whole. Default: all. */
  readonly slug?: string;
  /** Of `request` events that come together, only the newest of each integration: for who asks for the rest. Default false. */
  readonly coalesce?: boolean;
  /** The last event seen: those after it come first. Default: from now on. */
  readonly lastEventId?: number;
  /** Ends the watching. */
  readonly signal?: AbortSignal;
}

/** One integration; each method is the call of the control API of the same name. */
export interface Integration {
  readonly slug: string;
  /** Where a sender posts its pushes. */
  readonly url: string;
  get(): Promise<IntegrationState>;
  /** Changes what is given and answers the new state. */
  patch(settings: SettingsPatch): Promise<IntegrationState>;
  /** Forgets the integration and all it holds. */
  delete(): Promise<void>;
  requests(filter?: RequestFilter): Promise<RequestList>;
  /** As `requests`, each in a line: cheap however long the journal is. */
  summaries(filter?: RequestFilter): Promise<SummaryList>;
  /** One request; refused with 404 where the journal does not hold it. */
  request(id: string): Promise<RequestRecord>;
  /** Empties the journal, and with it inbox, ledger and compliance; settings, clock and limiter stay. */
  deleteRequests(): Promise<void>;
  inbox(userId: string): Promise<Inbox>;
  ledger(): Promise<LedgerReport>;
  compliance(): Promise<Compliance>;
  verify(expectation: Expectation): Promise<Verification>;
  /** Adds a fault rule; a fault that needs nothing more may be named by its type alone. */
  fail(fault: Fault | PlainFaultType, when?: When & Pick<FaultRule, 'times' | 'accepted'>): Promise<ActiveFault>;
  faults(): Promise<readonly ActiveFault[]>;
  /** Removes one fault rule, or all of them. */
  deleteFaults(id?: string): Promise<void>;
  /** Runs a scenario from its first phase; without one, tells how far the present one is. */
  scenario(scenario?: ScenarioName | Scenario): Promise<ScenarioState>;
  /** Ends the scenario; answers that hang or wait are given up at once. */
  deleteScenario(): Promise<void>;
  /** Moves this integration's clock on; answers when what fell due has been done. */
  clock(move: { readonly advanceMs: number }): Promise<IntegrationState['clock']>;
}
