import { VERSION } from '../base/version.js';
import type { Integration } from '../core/integration.js';
import type { MockState } from '../core/mock-state.js';
import { counter, gauge, type Metric } from './metric.js';

/** A mock at the moment of a scrape. */
interface ScrapedMock {
  readonly state: MockState;
  /** `undefined` where the mock does not own the server. */
  readonly connections: number | undefined;
}

/**
 * The metrics of the mock. No label names an integration: senders choose slugs, and each would be a time series for ever.
 * `GET /_mock/integrations` has the numbers of each.
 */
export const MOCK_METRICS: readonly Metric<ScrapedMock>[] = [
  gauge('imshop_mock_build_info', 'Always 1; which version runs.', () => new Map([[VERSION, 1]]), 'version'),
  gauge(
    'imshop_mock_start_time_seconds',
    'When the mock was made, in seconds of the Unix epoch.',
    ({ state }) => state.startedAtMs / 1000,
  ),
  counter(
    'imshop_mock_requests_total',
    'Requests to integrations that are over, by how each ended.',
    ({ state }) => state.totals.requests.outcomes.byKind,
    'outcome',
  ),
  gauge(
    'imshop_mock_requests_in_flight',
    'Requests to integrations that are being answered.',
    ({ state }) => state.totals.requests.open,
  ),
  counter(
    'imshop_mock_accepted_pushes_total',
    'Pushes recorded as delivered, whatever the sender was told.',
    ({ state }) => state.totals.requests.accepted,
  ),
  counter(
    'imshop_mock_faults_total',
    'Requests that a fault took over or altered, by its type.',
    ({ state }) => state.totals.requests.faults.byKind,
    'type',
  ),
  counter(
    'imshop_mock_unrouted_requests_total',
    'Requests that belonged to no integration, by the reason.',
    ({ state }) => state.totals.unrouted.byKind,
    'reason',
  ),
  counter(
    'imshop_mock_control_refusals_total',
    'Calls of the control API that were refused or failed, by status; 401 is a wrong admin token or none.',
    ({ state }) => state.totals.refusals.byKind,
    'status',
  ),
  counter(
    'imshop_mock_evictions_total',
    'What had to go because a bound was met, by its kind.',
    ({ state }) => new Map(Object.entries(state.evictions.totals)),
    'kind',
  ),
  gauge('imshop_mock_integrations', 'Integrations held.', ({ state }) => state.integrations.length),
  gauge(
    'imshop_mock_journal_entries',
    'Requests held in all journals.',
    sum(({ log }) => log.journal.requests.length),
  ),
  gauge(
    'imshop_mock_journal_bytes',
    'Bytes of the requests held in all journals.',
    sum(({ log }) => log.journal.size),
  ),
  gauge(
    'imshop_mock_deliveries',
    'Deliveries kept: a push to a customer each.',
    sum(({ log }) => log.deliveries.recipients),
  ),
  gauge(
    'imshop_mock_delivery_bytes',
    'Bytes of the deliveries kept.',
    sum(({ log }) => log.deliveries.size),
  ),
  gauge('imshop_mock_watchers', 'Open streams of events.', ({ state }) => state.events.watchers),
  gauge('imshop_mock_connections', 'Open connections, idle ones too.', ({ connections }) => connections),
];

function sum(of: (integration: Integration) => number) {
  return ({ state }: ScrapedMock) => state.integrations.reduce((total, integration) => total + of(integration), 0);
}
