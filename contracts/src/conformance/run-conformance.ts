import { configOf } from './config.js';
import type { CheckConfig, CheckOptions } from './options.js';
import type { ScenarioResult } from './result.js';
import { runScenario } from './run-scenario.js';
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

/**
 * Scores a sender: plays every scenario with it, each against a fresh mock.
 *
 * @throws CheckOptionsError; whatever `startVendor` throws; whatever the sender does is a result.
 */
export async function runConformance(options: CheckOptions): Promise<readonly ScenarioResult[]> {
  const config = configOf(options, SCENARIOS);
  return inParallel(config.scenarios, config, (scenario) => runScenario(scenario, USUAL, config));
}

/**
 * Plays all of `items`, so many at a time; results in the order of the items.
 *
 * @throws the first error, or why the signal was aborted, once nothing runs any more.
 */
export async function inParallel<T>(
  items: readonly T[],
  { jobs, signal, onResult }: CheckConfig,
  play: (item: T) => Promise<ScenarioResult>,
): Promise<readonly ScenarioResult[]> {
  const results = new Map<number, ScenarioResult>();
  const waiting = items.entries();
  const failures: unknown[] = [];
  const worker = async () => {
    for (const [index, item] of waiting) {
      if (signal.aborted || failures.length > 0) return;
      try {
        const result = await play(item);
        results.set(index, result);
        onResult(result);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
