import { commandSender, runConformance, SCENARIOS, type Scenario, type Sender } from 'imshop-contracts/conformance';
import { startVendor } from 'imshop-mock/check';
import { describe, expect, test } from 'vitest';
import { NAIVE_SENDERS, WITHOUT_MISTAKE } from '../../senders/senders.js';
import { IS_THOROUGH } from '../../workspace/thorough.js';
import { FAILS_OF_THE_NAIVE } from './fails-of-the-naive.js';
import { inProcessSender } from './in-process-sender.js';

/** The gate looks at every mistake, a developer at enough to see that something is wrong. */
const PLAYED = IS_THOROUGH ? NAIVE_SENDERS : NAIVE_SENDERS.filter(({ name }) => name === 'blind-retry');

/** Longer than a good sender takes for a batch on a machine that does much else. */
const TIMEOUT_MS = 20_000;
const RUN_TIMEOUT_MS = 120_000;
/** In a process a sender only waits; as processes of their own they need the machine. */
const JOBS = { within: 20, apart: 2 } as const;

const INTERRUPTING = SCENARIOS.filter(({ play }) => play?.interrupts);
const OTHERS = SCENARIOS.filter(({ play }) => !play?.interrupts);

describe.concurrent('a naive sender fails the scenarios of its mistake, and no other', () => {
  test.each([WITHOUT_MISTAKE, ...PLAYED])('$name: $mistake', { timeout: RUN_TIMEOUT_MS }, async ({ name, command }) => {
    const failures = await Promise.all([
      failuresOf(inProcessSender(name), OTHERS, JOBS.within),
      failuresOf(commandSender(command), INTERRUPTING, JOBS.apart),
    ]);
    expect(failures.flat()).toEqual(name === WITHOUT_MISTAKE.name ? [] : FAILS_OF_THE_NAIVE[name]);
  });

  test('each has its mistake in the table', () => {
    expect(Object.keys(FAILS_OF_THE_NAIVE)).toEqual(NAIVE_SENDERS.map(({ name }) => name));
    for (const ids of Object.values(FAILS_OF_THE_NAIVE)) expect(ids.length).toBeGreaterThan(0);
  });
});

async function failuresOf(sender: Sender, scenarios: readonly Scenario[], jobs: number): Promise<readonly string[]> {
  const results = await runConformance({ sender, startVendor, scenarios, timeoutMs: TIMEOUT_MS, jobs });
  expect(results).toHaveLength(scenarios.length);
  return results.filter(({ verdict }) => verdict !== 'passed').map(({ id }) => id);
}
