/** The two text formats of metrics. */
export type MetricsFormat = 'prometheus' | 'openmetrics';

const OPENMETRICS = 'application/openmetrics-text';

/** What else the Prometheus format satisfies. */
const PLAIN = ['text/plain', 'text/*', '*/*'];

/**
 * The format that an `Accept` header asks for. Of parameters only `q` counts: there is one version of each format here, and a
 * scraper that names a newer one takes the older.
 */
export function formatOf(accept = '*/*'): MetricsFormat {
  const ranges = accept.split(',').map(rangeOf);
  const best = (types: readonly string[]) =>
    Math.max(0, ...ranges.filter(({ type }) => types.includes(type)).map(({ quality }) => quality));
  const openmetrics = best([OPENMETRICS]);
  return openmetrics > 0 && openmetrics >= best(PLAIN) ? 'openmetrics' : 'prometheus';
}

function rangeOf(range: string): { readonly type: string; readonly quality: number } {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const quality = given === undefined ? 1 : Number(given);
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}
