import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { IntegrationState, IntegrationSummary } from '../../src/api/integrations.js';
import type { Mock } from '../../src/api/mock.js';
import type { RequestRecord, SummaryList } from '../../src/api/requests.js';
import { MockApiError } from '../../src/base/errors.js';
import { connectMock } from '../../src/client/connect-mock.js';
import { ControlClient } from '../../src/client/control-client.js';
import { ticking } from '../parts/ticking.js';
import { AdminToken } from './admin-token.js';
import { Filter } from './filter.js';
import { Lines } from './lines.js';
import { Preferences } from './preferences.js';
import { pushUrlOf, type VendorDocument } from './push-url.js';
import { Route } from './route.js';

/** `lost` while nothing answers; the page tries again by itself. */
export type Connection = 'connecting' | 'live' | 'lost';

/** The state of an integration, and when by this page's clock it was so. */
export interface Seen {
  readonly state: IntegrationState;
  readonly atMs: number;
}

/** All that the page knows. */
export class Inspector {
  readonly preferences: Preferences;
  readonly route: Route;
  readonly token: AdminToken;
  readonly filter = new Filter();
  readonly lines = new Lines();
  readonly connection = signal<Connection>('connecting');
  readonly integrations = signal<readonly IntegrationSummary[]>([]);
  /** Where the first push may be sent; told while there is no integration; `undefined` until that is known. */
  readonly pushUrl = signal<string | undefined>(undefined);
  readonly seen = signal<Seen | undefined>(undefined);
  /** What a search in the mock's journal found; `undefined` while nothing is searched for. */
  readonly found = signal<SummaryList | undefined>(undefined);
  /** The last call that failed, in the mock's words, until it is dismissed. */
  readonly trouble = signal<string | undefined>(undefined);
  /** This page's clock, a step a second while the page is seen. */
  readonly nowMs: ReadonlySignal<number>;
  readonly #origin;
  readonly #mock;

  constructor(window: Window) {
    this.preferences = new Preferences(window);
    this.route = new Route(window);
    this.token = new AdminToken(window.sessionStorage);
    this.nowMs = ticking(window);
    this.#origin = window.location.origin;
    this.#mock = computed(() => connectMock(this.#origin, { adminToken: this.token.value }));
  }

  get mock(): Mock {
    return this.#mock.value;
  }

  /** The requests to list: those searched for, or all, of the outcome and status wanted. Oldest first. */
  readonly listed = computed(() => this.filter.passing(this.found.value?.summaries ?? this.lines.all));

  /** The integration that is looked at. */
  readonly slug = computed(() => this.route.place.slug);

  /** The clock of the integration that is looked at, in milliseconds since the epoch; this page's until that is known. */
  readonly integrationNowMs = computed(() => {
    const seen = this.seen.value;
    if (!seen) return Date.now();
    return Date.parse(seen.state.clock.now) + Math.max(0, this.nowMs.value - seen.atMs);
  });

  /** One request whole; `gone` where the journal does not hold it. */
  find(slug: string, requestId: string): Promise<RequestRecord | 'gone' | undefined> {
    return this.attempt(async (mock) => {
      try {
        return await mock.integration(slug).request(requestId);
      } catch (error) {
        if (error instanceof MockApiError && error.status === 404) return 'gone';
        throw error;
      }
    });
  }

  /** Asks the mock where it takes pushes: there is no integration yet that says so. */
  async findPushUrl(): Promise<void> {
    const client = new ControlClient(this.#origin, this.token.value);
    const vendor = await this.attempt(() => client.get<VendorDocument>('/vendor-openapi.json'));
    this.pushUrl.value = vendor && pushUrlOf(vendor, this.#origin);
  }

  /** A call of the control API; where it fails the person is told, and nothing else happens. */
  async attempt<T>(call: (mock: Mock) => Promise<T>): Promise<T | undefined> {
    try {
      return await call(this.mock);
    } catch (error) {
      if (!(error instanceof MockApiError)) throw error;
      if (error.status === 401) this.token.refuse();
      else if (error.code === 'REFUSED') this.trouble.value = error.message;
      return undefined;
    }
  }
}
