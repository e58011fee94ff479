import type { Assumptions } from './mock.js';
import { type CheckConfig, type CheckOptions, resolveOptions } from './options.js';
import type { ScenarioResult } from './result.js';
import { runScenario } from './run-scenario.js';
import { SCENARIOS } from './scenarios/index.js';

/** The variant of the mock's assumptions, unless a scenario or a matrix changes it. */
export const DEFAULT_ASSUMPTIONS: Assumptions = {
  algorithm: 'sliding',
  countRejected: false,
  retryAfter: 'seconds',
  envelope: 'documented',
  unavailableStatus: 200,
};

/**
 * Scores a sender: runs every scenario with it, each against a fresh mock. A failure of the sender is a result, not an error.
 *
 * @throws CheckOptionsError, or the error of `startMock`.
 */
export async function runConformance(options: CheckOptions): Promise<readonly ScenarioResult[]> {
  const config = resolveOptions(options, SCENARIOS);
  return runInParallel(config.scenarios, config, (scenario) => runScenario(scenario, DEFAULT_ASSUMPTIONS, config));
}

/**
 * Runs all `items`, `jobs` at a time; returns the results in the order of the items.
 *
 * @throws the first error, or the reason of the aborted signal, after all runs have stopped.
 */
export async function runInParallel<T>(
  items: readonly T[],
  { jobs, signal, onResult }: CheckConfig,
  run: (item: T) => Promise<ScenarioResult>,
): Promise<readonly ScenarioResult[]> {
  const results = new Map<number, ScenarioResult>();
  const queue = items.entries();
  const errors: unknown[] = [];
  const worker = async () => {
    for (const [index, item] of queue) {
      if (signal.aborted || errors.length > 0) return;
      try {
        const result = await run(item);
        results.set(index, result);
        onResult(result);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  signal.throwIfAborted();
  if (errors.length > 0) throw errors[0];
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
