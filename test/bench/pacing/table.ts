import { markdownTable } from '../measuring/markdown-table.js';
import type { Network } from './networks.js';
import type { ServerModel } from './server-models.js';
import type { Outcome } from './simulation.js';

export interface Row {
  readonly client: string;
  readonly network: Network;
  readonly processes: number;
  readonly seeds: number;
  readonly outcomes: readonly Outcome[];
}

/** A table as Markdown has it, a column a model. */
export function outcomeTable(models: readonly ServerModel[], rows: readonly Row[]): string {
  const head = ['client', 'network', 'processes', 'seeds', ...models.map(({ name }) => name)];
  const body = rows.map(({ client, network, processes, seeds, outcomes }) => [
    client,
    network.name,
    `${processes}`,
    `${seeds}`,
    ...models.map((model) => cell(outcomes.filter((outcome) => outcome.model === model))),
  ]);
  return markdownTable([head, ...body]);
}

function cell(outcomes: readonly Outcome[]): string {
  const sent = mean(outcomes.map((outcome) => outcome.sent));
  const denied = outcomes.map((outcome) => outcome.denied);
  return `${sent.toFixed(0)} / ${mean(denied).toFixed(1)} (${Math.max(...denied)})`;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
