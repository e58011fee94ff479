import { ALGORITHMS, ENVELOPES, RETRY_AFTER_FORMS } from '../assumptions.js';
import type { Assumptions } from './mock.js';
import { type CheckOptions, resolveOptions } from './options.js';
import type { ScenarioResult } from './result.js';
import { DEFAULT_ASSUMPTIONS, runInParallel } from './run-conformance.js';
import { runScenario } from './run-scenario.js';
import type { Scenario } from './scenario.js';
import { SCENARIOS } from './scenarios/index.js';
import { PACE } from './scenarios/rate-limit.js';

/** All plausible values of each assumption. */
export const VARIANTS: { readonly [K in keyof Assumptions]: readonly Assumptions[K][] } = {
  algorithm: ALGORITHMS,
  countRejected: [false, true],
  retryAfter: RETRY_AFTER_FORMS,
  envelope: ENVELOPES,
  unavailableStatus: [200, 403, 503],
};

/** The scenarios whose result depends on an assumption. */
export const MATRIX_SCENARIOS: readonly Scenario[] = [
  PACE,
  ...SCENARIOS.filter(({ dependsOn }) => dependsOn !== undefined),
];

/** Values of some of the assumptions. */
export type Variant = Partial<Assumptions>;

/** The result of a scenario under one variant. */
export interface MatrixCell {
  readonly variant: Variant;
  readonly result: ScenarioResult;
}

/** The results of one scenario under all variants. */
export interface MatrixRow {
  readonly id: string;
  readonly title: string;
  readonly cells: readonly MatrixCell[];
  /** The variants under which the sender fails, each with as few assumptions as possible; an empty one means all variants. */
  readonly failing: readonly Variant[];
}

/**
 * Runs the scenarios that depend on assumptions under every variant of these.
 *
 * @throws as `runConformance` does.
 */
export async function runMatrix(options: CheckOptions): Promise<readonly MatrixRow[]> {
  const config = resolveOptions(options, MATRIX_SCENARIOS);
  const { scenarios } = config;
  const runs = scenarios.flatMap((scenario) => variantsOf(scenario).map((variant) => ({ scenario, variant })));
  const results = await runInParallel(runs, config, ({ scenario, variant }) =>
    runScenario(scenario, { ...DEFAULT_ASSUMPTIONS, ...variant }, config),
  );
  const allCells = results.map((result, index): MatrixCell => ({ variant: runs[index]?.variant ?? {}, result }));
  return scenarios.map(({ id, title }) => {
    const cells = allCells.filter(({ result }) => result.id === id);
    return { id, title, cells, failing: failingVariants(cells) };
  });
}

/** Counts the runs that a matrix of these scenarios takes. */
export function countRuns(scenarios: readonly Scenario[] = MATRIX_SCENARIOS): number {
  return scenarios.reduce((sum, scenario) => sum + variantsOf(scenario).length, 0);
}

function variantsOf({ dependsOn = [] }: Scenario): readonly Variant[] {
  return dependsOn.reduce<readonly Variant[]>(
    (variants, key) => variants.flatMap((variant) => VARIANTS[key].map((value) => ({ ...variant, [key]: value }))),
    [{}],
  );
}

/** Finds the shortest variants under which the sender always fails, until they cover every failed cell. */
export function failingVariants(cells: readonly MatrixCell[]): readonly Variant[] {
  const failing: Variant[] = [];
  const failed = cells.filter(({ result }) => result.verdict === 'failed');
  const candidates = failed.flatMap(({ variant }) => partsOf(variant)).toSorted((a, b) => sizeOf(a) - sizeOf(b));
  for (const part of candidates) {
    const isNew = failed.some(
      ({ variant }) => includes(variant, part) && !failing.some((found) => includes(variant, found)),
    );
    const alwaysFails = cells.every(({ variant, result }) => !includes(variant, part) || result.verdict === 'failed');
    if (isNew && alwaysFails) failing.push(part);
  }
  return failing;
}

/** Returns every subset of a variant. */
function partsOf(variant: Variant): readonly Variant[] {
  return Object.entries(variant).reduce<readonly Variant[]>(
    (parts, [key, value]) => parts.flatMap((part) => [part, { ...part, [key]: value }]),
    [{}],
  );
}

function includes(variant: Variant, part: Variant): boolean {
  return Object.entries(part).every(([key, value]) => variant[key as keyof Variant] === value);
}

function sizeOf(variant: Variant): number {
  return Object.keys(variant).length;
}
