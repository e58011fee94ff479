import { configOf } from './config.js';
import type { CheckOptions } from './options.js';
import type { ScenarioResult } from './result.js';
import { inParallel, USUAL } from './run-conformance.js';
import { runScenario } from './run-scenario.js';
import type { Scenario } from './scenario.js';
import { SCENARIOS } from './scenarios/index.js';
import { PACE } from './scenarios/rate-limit.js';
import { ALGORITHMS, type Assumptions, ENVELOPES, RETRY_AFTER_FORMS } from './vendor.js';

/** Every plausible reading of what the vendor leaves unsaid. */
export const READINGS: { readonly [K in keyof Assumptions]: readonly Assumptions[K][] } = {
  algorithm: ALGORITHMS,
  countRejected: [false, true],
  retryAfter: RETRY_AFTER_FORMS,
  envelope: ENVELOPES,
  unavailableStatus: [200, 403, 503],
};

/** The scenarios that depend on a reading. */
export const KEY_SCENARIOS: readonly Scenario[] = [PACE, ...SCENARIOS.filter(({ assumes }) => assumes !== undefined)];

/** Readings of some of the things unsaid. */
export type Reading = Partial<Assumptions>;

/** A scenario under one reading of everything that it depends on. */
export interface MatrixCell {
  readonly reading: Reading;
  readonly result: ScenarioResult;
}

/** What became of one scenario under all readings. */
export interface MatrixRow {
  readonly id: string;
  readonly title: string;
  readonly cells: readonly MatrixCell[];
  /** The readings that break the sender, each as short as it can be told; an empty one: whatever is read. */
  readonly breaking: readonly Reading[];
}

/**
 * Plays the key scenarios under every reading. A scenario is not played again for what it cannot meet.
 *
 * @throws as `runConformance` does.
 */
export async function runMatrix(options: CheckOptions): Promise<readonly MatrixRow[]> {
  const config = configOf(options, KEY_SCENARIOS);
  const { scenarios } = config;
  const planned = scenarios.flatMap((scenario) => readingsOf(scenario).map((reading) => ({ scenario, reading })));
  const results = await inParallel(planned, config, ({ scenario, reading }) =>
    runScenario(scenario, { ...USUAL, ...reading }, config),
  );
  const cells = results.map((result, index): MatrixCell => ({ reading: planned[index]?.reading ?? {}, result }));
  return scenarios.map(({ id, title }) => {
    const own = cells.filter(({ result }) => result.id === id);
    return { id, title, cells: own, breaking: breakingReadings(own) };
  });
}

/** How many plays a matrix of these scenarios takes. */
export function cellsOf(scenarios: readonly Scenario[] = KEY_SCENARIOS): number {
  return scenarios.reduce((sum, scenario) => sum + readingsOf(scenario).length, 0);
}

function readingsOf({ assumes = [] }: Scenario): readonly Reading[] {
  return assumes.reduce<readonly Reading[]>(
    (readings, key) => readings.flatMap((reading) => READINGS[key].map((value) => ({ ...reading, [key]: value }))),
    [{}],
  );
}

/**
 * The shortest readings under which the sender always fails, until every failure is told of; one that no shorter reading explains is
 * told in full.
 */
export function breakingReadings(cells: readonly MatrixCell[]): readonly Reading[] {
  const breaking: Reading[] = [];
  const failed = cells.filter(({ result }) => result.verdict === 'failed');
  const partsByLength = failed
    .flatMap(({ reading }) => parts(reading))
    .toSorted((one, other) => sizeOf(one) - sizeOf(other));
  for (const part of partsByLength) {
    const explains = failed.some(
      ({ reading }) => includes(reading, part) && !breaking.some((one) => includes(reading, one)),
    );
    const always = cells.every(({ reading, result }) => !includes(reading, part) || result.verdict === 'failed');
    if (explains && always) breaking.push(part);
  }
  return breaking;
}

function parts(reading: Reading): readonly Reading[] {
  return Object.entries(reading).reduce<readonly Reading[]>(
    (some, [key, value]) => some.flatMap((part) => [part, { ...part, [key]: value }]),
    [{}],
  );
}

function includes(reading: Reading, part: Reading): boolean {
  return Object.entries(part).every(([key, value]) => reading[key as keyof Reading] === value);
}

function sizeOf(reading: Reading): number {
  return Object.keys(reading).length;
}
