import { Counter, Gauge, Registry, type RegistryContentType } from 'prom-client';
import type { MockState } from '../core/mock-state.js';
import type { Metric } from './metric.js';
import { MOCK_METRICS } from './mock-metrics.js';
import { PROCESS_METRICS, ProcessReader } from './process-metrics.js';

/** The two text formats of metrics. */
type MetricsFormat = 'prometheus' | 'openmetrics';

/** The metrics of one mock. Everything is read when a scraper asks: between two scrapes it costs nothing. */
export class Exposition {
  readonly #state: MockState;
  readonly #process = new ProcessReader();

  constructor(state: MockState) {
    this.#state = state;
  }

  /** @param accept The header `Accept` of the scraper. */
  async read(accept: string | undefined): Promise<{ readonly contentType: string; readonly text: string }> {
    const connections = await this.#state.connections?.();
    const process = await this.#process.read();
    // One for each scrape: prom-client removes "_total" from the names of a registry for good when it writes OpenMetrics.
    const registry: AnyRegistry = new Registry();
    registry.setContentType(CONTENT_TYPES[formatOf(accept)]);
    for (const metric of MOCK_METRICS) register(registry, metric, { state: this.#state, connections });
    for (const metric of PROCESS_METRICS) register(registry, metric, process);
    return { contentType: registry.contentType, text: await registry.metrics() };
  }
}

type AnyRegistry = Registry<RegistryContentType>;

const CONTENT_TYPES = {
  prometheus: Registry.PROMETHEUS_CONTENT_TYPE,
  openmetrics: Registry.OPENMETRICS_CONTENT_TYPE,
};

function register<Source>(
  registry: AnyRegistry,
  { read, label, type, ...named }: Metric<Source>,
  source: Source,
): void {
  const value = read(source);
  if (value === undefined) return;
  const labelNames = label === undefined ? [] : [label];
  const metric = new (type === 'counter' ? Counter : Gauge)({ ...named, labelNames, registers: [registry] });
  if (typeof value === 'number') metric.inc(value);
  else for (const [kind, count] of value) metric.inc({ [label ?? 'kind']: kind }, count);
}

const OPENMETRICS = ['application/openmetrics-text'];
const PROMETHEUS = ['text/plain', 'text/*', '*/*'];

/**
 * The format that an `Accept` header asks for. Of its parameters only `q` counts: there is one version of each format, and a
 * scraper that names a newer one accepts it.
 */
function formatOf(accept = '*/*'): MetricsFormat {
  const ranges = accept.split(',').map(parseRange);
  const quality = (types: readonly string[]) =>
    Math.max(0, ...ranges.filter(({ type }) => types.includes(type)).map((range) => range.quality));
  const openmetrics = quality(OPENMETRICS);
  return openmetrics > 0 && openmetrics >= quality(PROMETHEUS) ? 'openmetrics' : 'prometheus';
}

function parseRange(range: string): { readonly type: string; readonly quality: number } {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const quality = given === undefined ? 1 : Number(given);
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}
