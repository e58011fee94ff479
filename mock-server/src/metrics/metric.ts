/** One metric, and how its value is read from its source. */
export interface Metric<Source> {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  /** The label that distinguishes the values of a map. */
  readonly label?: string;
  /** A value, or one for each value of the label; `undefined` where it is unknown. */
  read(source: Source): number | ReadonlyMap<string, number> | undefined;
}

export function counter<Source>(name: string, help: string, read: Metric<Source>['read'], label?: string) {
  return { name, help, type: 'counter', read, ...(label === undefined ? {} : { label }) } satisfies Metric<Source>;
}

export function gauge<Source>(name: string, help: string, read: Metric<Source>['read'], label?: string) {
  return { name, help, type: 'gauge', read, ...(label === undefined ? {} : { label }) } satisfies Metric<Source>;
}
