import type { FidelityRow } from 'imshop-contracts';
import type { MockEvent } from '../api/events.js';
import type {
  ActiveFault,
  Fault,
  FaultRule,
  PlainFaultType,
  Scenario,
  ScenarioName,
  ScenarioState,
  When,
} from '../api/faults.js';
import type { Health } from '../api/health.js';
import type { IntegrationState, IntegrationSummary, SettingsPatch } from '../api/integrations.js';
import type { EventOptions, Integration, Mock } from '../api/mock.js';
import type { PactStateCall, PactStateReport } from '../api/pact-states.js';
import { DEFAULT_SLUG, PushPath } from '../api/push-path.js';
import type { Compliance, Expectation, LedgerReport, Verification } from '../api/reports.js';
import type { Inbox, RequestFilter, RequestList, RequestRecord, SummaryList } from '../api/requests.js';
import { DEFAULT_PATH } from '../api/settings.js';
import { ControlClient } from './control-client.js';

/** How to reach a mock that runs elsewhere. */
export interface ConnectOptions {
  /** The mock's setting `path`. Default `/:slug/push`. */
  readonly path?: string;
  /** The mock's admin token; asked for beyond loopback. */
  readonly adminToken?: string | undefined;
  /** What `close` does. Default: nothing, the mock runs on. */
  readonly onClose?: () => Promise<void>;
}

/**
 * A mock that runs elsewhere, with the interface of `startMock`. Nothing is sent before the first call.
 *
 * Each method rejects with a {@link MockApiError}: `REFUSED` with the problem details, or `UNREACHABLE`.
 *
 * @throws {TypeError} where the origin is no URL.
 */
export function connectMock(origin: string | URL, options: ConnectOptions = {}): Mock {
  return new ConnectedMock(new URL(origin).origin, options);
}

class ConnectedMock implements Mock {
  readonly origin: string;
  readonly #path: PushPath;
  readonly #client: ControlClient;
  readonly #onClose: (() => Promise<void>) | undefined;

  constructor(origin: string, { path = DEFAULT_PATH, adminToken, onClose }: ConnectOptions) {
    this.origin = origin;
    this.#path = new PushPath(path);
    this.#client = new ControlClient(origin, adminToken);
    this.#onClose = onClose;
  }

  url(slug = DEFAULT_SLUG): string {
    return this.origin + this.#path.of(slug);
  }

  integration(slug = DEFAULT_SLUG): Integration {
    return new ConnectedIntegration(slug, this.url(slug), this.#client);
  }

  async integrations(): Promise<readonly IntegrationSummary[]> {
    const { integrations } = await this.#client.get<{ integrations: IntegrationSummary[] }>('/integrations');
    return integrations;
  }

  health(): Promise<Health> {
    return this.#client.get('/health');
  }

  async fidelity(): Promise<readonly FidelityRow[]> {
    const { fidelity } = await this.#client.get<{ fidelity: FidelityRow[] }>('/fidelity');
    return fidelity;
  }

  events(options: EventOptions = {}): Promise<AsyncIterable<MockEvent>> {
    return this.#client.events(options);
  }

  metrics(): Promise<string> {
    return this.#client.text('/metrics');
  }

  pactState(call: PactStateCall): Promise<PactStateReport> {
    return this.#client.send('POST', '/pact-states', call);
  }

  reset(): Promise<void> {
    return this.#client.send('POST', '/reset');
  }

  async close(): Promise<void> {
    await this.#onClose?.();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

class ConnectedIntegration implements Integration {
  readonly slug: string;
  readonly url: string;
  readonly #client: ControlClient;
  readonly #path: string;

  constructor(slug: string, url: string, client: ControlClient) {
    this.slug = slug;
    this.url = url;
    this.#client = client;
    this.#path = `/integrations/${encodeURIComponent(slug)}`;
  }

  get(): Promise<IntegrationState> {
    return this.#client.get(this.#path);
  }

  patch(settings: SettingsPatch): Promise<IntegrationState> {
    return this.#client.send('PATCH', this.#path, settings);
  }

  delete(): Promise<void> {
    return this.#client.send('DELETE', this.#path);
  }

  requests(filter: RequestFilter = {}): Promise<RequestList> {
    return this.#client.get(`${this.#path}/requests`, filter);
  }

  summaries(filter: RequestFilter = {}): Promise<SummaryList> {
    return this.#client.get(`${this.#path}/summaries`, filter);
  }

  request(id: string): Promise<RequestRecord> {
    return this.#client.get(`${this.#path}/requests/${encodeURIComponent(id)}`);
  }

  deleteRequests(): Promise<void> {
    return this.#client.send('DELETE', `${this.#path}/requests`);
  }

  inbox(userId: string): Promise<Inbox> {
    return this.#client.get(`${this.#path}/inbox/${encodeURIComponent(userId)}`);
  }

  ledger(): Promise<LedgerReport> {
    return this.#client.get(`${this.#path}/ledger`);
  }

  compliance(): Promise<Compliance> {
    return this.#client.get(`${this.#path}/compliance`);
  }

  verify(expectation: Expectation): Promise<Verification> {
    return this.#client.send('POST', `${this.#path}/verify`, expectation);
  }

  fail(
    fault: Fault | PlainFaultType,
    { times, accepted, ...when }: When & Pick<FaultRule, 'times' | 'accepted'> = {},
  ): Promise<ActiveFault> {
    const spec = typeof fault === 'string' ? { type: fault } : fault;
    return this.#client.send('POST', `${this.#path}/faults`, {
      fault: spec,
      ...(Object.keys(when).length === 0 ? {} : { when }),
      times,
      accepted,
    });
  }

  async faults(): Promise<readonly ActiveFault[]> {
    const { faults } = await this.#client.get<{ faults: ActiveFault[] }>(`${this.#path}/faults`);
    return faults;
  }

  deleteFaults(id?: string): Promise<void> {
    return this.#client.send('DELETE', `${this.#path}/faults${id === undefined ? '' : `/${encodeURIComponent(id)}`}`);
  }

  scenario(scenario?: ScenarioName | Scenario): Promise<ScenarioState> {
    if (scenario === undefined) return this.#client.get(`${this.#path}/scenario`);
    const body = typeof scenario === 'string' ? { name: scenario } : scenario;
    return this.#client.send('PUT', `${this.#path}/scenario`, body);
  }

  deleteScenario(): Promise<void> {
    return this.#client.send('DELETE', `${this.#path}/scenario`);
  }

  clock(move: { readonly advanceMs: number }): Promise<IntegrationState['clock']> {
    return this.#client.send('POST', `${this.#path}/clock`, move);
  }
}
