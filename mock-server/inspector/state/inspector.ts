import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { IntegrationState, IntegrationSummary } from '../../src/api/integrations.js';
import type { Mock } from '../../src/api/mock.js';
import type { RequestRecord, SummaryList } from '../../src/api/requests.js';
import { MockApiError } from '../../src/base/errors.js';
import { connectMock } from '../../src/client/connect-mock.js';
import { ControlClient } from '../../src/client/control-client.js';
import { Preferences } from './preferences.js';
import { Router } from './router.js';
import { RequestRows, RowFilter } from './row-store.js';
import { SessionToken } from './session-token.js';
import { pageClock } from './timing.js';

/** `lost` while the mock does not answer; the page keeps reconnecting. */
export type Connection = 'connecting' | 'live' | 'lost';

/** The state of the selected integration, and when it was read by the page's clock. */
export interface IntegrationSnapshot {
  readonly state: IntegrationState;
  readonly readAtMs: number;
}

/** The state of the page, and the calls of the control API that fill it. */
export class Inspector {
  readonly preferences: Preferences;
  readonly router: Router;
  readonly token: SessionToken;
  readonly filter = new RowFilter();
  readonly rows = new RequestRows();
  readonly connection = signal<Connection>('connecting');
  readonly integrations = signal<readonly IntegrationSummary[]>([]);
  /** URL for the first push. Set only while the mock has no integration. */
  readonly pushUrl = signal<string | undefined>(undefined);
  readonly snapshot = signal<IntegrationSnapshot | undefined>(undefined);
  /** Result of the search in the mock's journal; `undefined` without a search. */
  readonly searchResult = signal<SummaryList | undefined>(undefined);
  /** Message of the last refused call, until the user dismisses it. */
  readonly error = signal<string | undefined>(undefined);
  /** The page's clock, one step a second. */
  readonly nowMs: ReadonlySignal<number>;
  readonly #origin;
  readonly #mock;

  constructor(window: Window) {
    this.preferences = new Preferences(window);
    this.router = new Router(window);
    this.token = new SessionToken(window.sessionStorage);
    this.nowMs = pageClock(window);
    this.#origin = window.location.origin;
    this.#mock = computed(() => connectMock(this.#origin, { adminToken: this.token.value }));
  }

  get mock(): Mock {
    return this.#mock.value;
  }

  /** The requests found by the search, or all; with the chosen outcome and status. Oldest first. */
  readonly listedRows = computed(() => this.filter.apply(this.searchResult.value?.summaries ?? this.rows.all));

  /** Slug of the selected integration. */
  readonly slug = computed(() => this.router.route.slug);

  /** The clock of the selected integration, in milliseconds since the epoch; the page's clock until the first snapshot. */
  readonly integrationNowMs = computed(() => {
    const snapshot = this.snapshot.value;
    if (!snapshot) return Date.now();
    return Date.parse(snapshot.state.clock.now) + Math.max(0, this.nowMs.value - snapshot.readAtMs);
  });

  /** Fetches one request; `evicted` where the journal does not have it, `undefined` where the call failed. */
  fetchRequest(slug: string, requestId: string): Promise<RequestRecord | 'evicted' | undefined> {
    return this.call(async (mock) => {
      try {
        return await mock.integration(slug).request(requestId);
      } catch (error) {
        if (error instanceof MockApiError && error.status === 404) return 'evicted';
        throw error;
      }
    });
  }

  /** Reads the push URL from the OpenAPI document, which has it even while there is no integration. */
  async loadPushUrl(): Promise<void> {
    const client = new ControlClient(this.#origin, this.token.value);
    const document = await this.call(() => client.get<VendorDocument>('/vendor-openapi.json'));
    this.pushUrl.value = document && pushUrlOf(document, this.#origin);
  }

  /** Calls the control API. Where the call fails, it shows the error and resolves to `undefined`. */
  async call<T>(request: (mock: Mock) => Promise<T>): Promise<T | undefined> {
    try {
      return await request(this.mock);
    } catch (error) {
      if (!(error instanceof MockApiError)) throw error;
      if (error.status === 401) this.token.reject();
      else if (error.code === 'REFUSED') this.error.value = error.message;
      return undefined;
    }
  }
}

/** The parts of the emulated endpoint's OpenAPI document that give the push URL. */
interface VendorDocument {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, unknown>>;
}

/** The push URL with the origin that the browser uses: behind a proxy the document names another one. */
function pushUrlOf({ servers, paths }: VendorDocument, origin: string): string {
  const url = `${servers[0]?.url}${Object.keys(paths)[0]}`;
  return origin + new URL(url).pathname;
}
