import { startMock } from 'imshop-mock';
import type { Delivery } from 'imshop-push';
import { SEED } from '../../workspace/seed.js';
import { howOften } from '../../workspace/thorough.js';
import { contradictionsIn } from './contradictions.js';
import { Coverage } from './coverage.js';
import { type DrawnRun, drawRun } from './drawn-run.js';
import { perform } from './performed-run.js';

/** For each of the two modes. */
export const RUNS = howOften(500, 100);

/** More than 10,000 requests; a busy machine may take far longer than a free one. */
export const TIMEOUT_MS = 240_000;

/** Concurrent runs: enough that a request waiting for its time-out delays no other run. */
const AT_ONCE = 8;

/** One seed for the mock, so that its random values do not depend on other runs. */
const MOCK_SEED = 1;

/** Makes the runs of one mode against one mock, each with its own integration. */
export async function performAll(delivery: Delivery): Promise<{ failures: readonly object[]; coverage: Coverage }> {
  await using mock = await startMock({ rateLimit: null, seed: MOCK_SEED, maxIntegrations: RUNS });
  const coverage = new Coverage();
  const failures: object[] = [];
  const left = Array.from({ length: RUNS }, (_, index) => drawRun(SEED + index, delivery));

  async function work(): Promise<void> {
    for (let run: DrawnRun | undefined = left.shift(); run; run = left.shift()) {
      const performed = await perform(mock, run);
      coverage.add(performed);
      const found = contradictionsIn(performed);
      if (found.length > 0)
        failures.push({ seed: run.seed, onInvalid: run.onInvalid, rules: run.rules, contradictions: found });
    }
  }

  using _watching = coverage.watchVerdicts();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { failures, coverage };
}
