import type { ScenarioResult } from './result.js';
import { type RunTerms, runScenario } from './run-scenario.js';
import type { Scenario } from './scenario.js';
import { SCENARIOS } from './scenarios/index.js';
import type { Assumptions } from './vendor.js';

/** How the mock reads what the vendor leaves unsaid, unless a scenario or a matrix says otherwise. */
export const USUAL: Assumptions = {
  algorithm: 'sliding',
  countRejected: false,
  retryAfter: 'seconds',
  envelope: 'documented',
  unavailableStatus: 200,
};

export interface CheckOptions extends RunTerms {
  /** @default all of them */
  readonly scenarios?: readonly Scenario[];
  /** Scenarios at once; each has a mock of its own. */
  readonly jobs: number;
  /** Told of each scenario as it ends. */
  readonly onResult?: (result: ScenarioResult) => void;
}

/**
 * Scores a sender: plays every scenario with it, each against a fresh mock.
 *
 * @throws whatever `startVendor` throws; whatever the sender does is a result.
 */
export async function runConformance(options: CheckOptions): Promise<readonly ScenarioResult[]> {
  const { scenarios = SCENARIOS, jobs, onResult = () => {} } = options;
  return inParallel(scenarios, jobs, options.signal, async (scenario) => {
    const result = await runScenario(scenario, USUAL, options);
    onResult(result);
    return result;
  });
}

/**
 * Does all of `items`, so many at a time; results in the order of the items.
 *
 * @throws the first error, or why the signal was aborted, once nothing runs any more.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  signal: AbortSignal,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const waiting = items.entries();
  const failures: unknown[] = [];
  const worker = async () => {
    for (const [index, item] of waiting) {
      if (signal.aborted || failures.length > 0) return;
      try {
        results.set(index, await work(item));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
