import { Counter, Gauge, Registry, type RegistryContentType } from 'prom-client';
import type { MockState } from '../core/mock-state.js';
import type { MetricsFormat } from './format.js';
import { MOCK_METRICS } from './mock-metrics.js';
import { PROCESS_METRICS, ProcessReader } from './process-metrics.js';
import type { MetricRow } from './row.js';

/** Metrics as a scraper reads them. */
interface Exposed {
  readonly contentType: string;
  readonly text: string;
}

/** Tells the metrics of one mock. Everything is read when asked for: between two scrapes it costs nothing. */
export class Exposition {
  readonly #state: MockState;
  readonly #process = new ProcessReader();

  constructor(state: MockState) {
    this.#state = state;
  }

  async read(format: MetricsFormat): Promise<Exposed> {
    const connections = await this.#state.connections?.();
    const ofProcess = await this.#process.read();
    // One a scrape: prom-client takes "_total" off the names of a registry for good once it was read as OpenMetrics.
    const registry: AnyRegistry = new Registry();
    registry.setContentType(CONTENT_TYPES[format]);
    for (const row of MOCK_METRICS) register(registry, row, { state: this.#state, connections });
    for (const row of PROCESS_METRICS) register(registry, row, ofProcess);
    return { contentType: registry.contentType, text: await registry.metrics() };
  }
}

type AnyRegistry = Registry<RegistryContentType>;

const CONTENT_TYPES = {
  prometheus: Registry.PROMETHEUS_CONTENT_TYPE,
  openmetrics: Registry.OPENMETRICS_CONTENT_TYPE,
};

function register<Source>(registry: AnyRegistry, row: MetricRow<Source>, source: Source): void {
  const value = row.read(source);
  if (value === undefined) return;
  const { name, help, type, label } = row;
  const metric = new (type === 'counter' ? Counter : Gauge)({
    name,
    help,
    labelNames: label === undefined ? [] : [label],
    registers: [registry],
  });
  if (typeof value === 'number') metric.inc(value);
  else for (const [kind, count] of value) metric.inc({ [label ?? 'kind']: kind }, count);
}
