import { commandSender, runConformance, SCENARIOS, type Scenario, type Sender } from 'imshop-contracts/conformance';
import { startVendor } from 'imshop-mock/check';
import { describe, expect, test } from 'vitest';
import { NAIVE_SENDERS, WITHOUT_MISTAKE } from '../../senders/senders.js';
import { IS_THOROUGH } from '../../workspace/thorough.js';
import { FAILS_OF_THE_NAIVE } from './fails-of-the-naive.js';
import { inProcessSender } from './in-process-sender.js';

/** The gate looks at every mistake in every scenario, a developer at enough to see that something is wrong. */
const PLAYED = IS_THOROUGH ? NAIVE_SENDERS : NAIVE_SENDERS.filter(({ name }) => name === 'blind-retry');
const A_FEW = ['documented-request', 'batches-of-1001', 'bad-request', ...(FAILS_OF_THE_NAIVE['blind-retry'] ?? [])];
const SCENARIOS_PLAYED = IS_THOROUGH ? SCENARIOS : SCENARIOS.filter(({ id }) => A_FEW.includes(id));

/** Longer than a good sender takes for a batch on a machine that does much else. */
const TIMEOUT_MS = 20_000;
const RUN_TIMEOUT_MS = 120_000;

const INTERRUPTING = SCENARIOS_PLAYED.filter(({ play }) => play?.interrupts);
const OTHERS = SCENARIOS_PLAYED.filter(({ play }) => !play?.interrupts);

/** What is fast only where nobody else is: alone, so that it is. */
const HASTY = ['no-pacing', 'no-turn-sharing'];
const isHasty = ({ name }: (typeof PLAYED)[number]) => HASTY.includes(name);

describe('a naive sender fails the scenarios of its mistake, and no other', () => {
  const others = [...(IS_THOROUGH ? [WITHOUT_MISTAKE] : []), ...PLAYED].filter((sender) => !isHasty(sender));
  test.concurrent.each(others)('$name: $mistake', { timeout: RUN_TIMEOUT_MS }, (sender) => failsAsExpected(sender, 8));
  test.each(PLAYED.filter(isHasty))('$name: $mistake', { timeout: RUN_TIMEOUT_MS }, (sender) =>
    failsAsExpected(sender, 4),
  );

  test('each has its mistake in the table', () => {
    expect(Object.keys(FAILS_OF_THE_NAIVE)).toEqual(NAIVE_SENDERS.map(({ name }) => name));
    for (const ids of Object.values(FAILS_OF_THE_NAIVE)) expect(ids.length).toBeGreaterThan(0);
  });
});

async function failsAsExpected({ name, command }: (typeof PLAYED)[number], jobs: number): Promise<void> {
  const failures = await Promise.all([
    failuresOf(inProcessSender(name), OTHERS, jobs),
    failuresOf(commandSender(command), INTERRUPTING, jobs),
  ]);
  expect(failures.flat()).toEqual(name === WITHOUT_MISTAKE.name ? [] : FAILS_OF_THE_NAIVE[name]);
}

async function failuresOf(sender: Sender, scenarios: readonly Scenario[], jobs: number): Promise<readonly string[]> {
  // A developer plays few, and of one kind perhaps none.
  if (scenarios.length === 0) return [];
  const results = await runConformance({ sender, startVendor, scenarios, timeoutMs: TIMEOUT_MS, jobs });
  expect(results).toHaveLength(scenarios.length);
  return results.filter(({ verdict }) => verdict !== 'passed').map(({ id }) => id);
}
