/** One metric, and how its value is read from where it stands. */
export interface MetricRow<Source> {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  /** The label that tells the values of a map apart. */
  readonly label?: string;
  /** A value, or several by the label; `undefined` where it cannot be known. */
  read(source: Source): number | ReadonlyMap<string, number> | undefined;
}

export function counter<Source>(name: string, help: string, read: MetricRow<Source>['read'], label?: string) {
  return { name, help, type: 'counter', read, ...(label === undefined ? {} : { label }) } satisfies MetricRow<Source>;
}

export function gauge<Source>(name: string, help: string, read: MetricRow<Source>['read'], label?: string) {
  return { name, help, type: 'gauge', read, ...(label === undefined ? {} : { label }) } satisfies MetricRow<Source>;
}
