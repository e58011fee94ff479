import { commandSender, runConformance, SCENARIOS, type Scenario, type Sender } from 'imshop-contracts/conformance';
import { startCheckMock } from 'imshop-mock/check';
import { describe, expect, test } from 'vitest';
import { NAIVE_SENDERS, WITHOUT_MISTAKE } from '../../senders/senders.js';
import { IS_THOROUGH } from '../../workspace/thorough.js';
import { inProcessSender } from './in-process-sender.js';
import { NAIVE_FAILURES } from './naive-failures.js';

/** The gate runs every mistake in every scenario; a developer's run is a sample. */
const SENDERS = IS_THOROUGH ? NAIVE_SENDERS : NAIVE_SENDERS.filter(({ name }) => name === 'blind-retry');
const A_FEW = ['documented-request', 'batches-of-1001', 'bad-request', ...(NAIVE_FAILURES['blind-retry'] ?? [])];
const SELECTED = IS_THOROUGH ? SCENARIOS : SCENARIOS.filter(({ id }) => A_FEW.includes(id));

/** Longer than a correct sender takes for a batch on a busy machine. */
const TIMEOUT_MS = 20_000;
const RUN_TIMEOUT_MS = 120_000;

const RESTARTING = SELECTED.filter(({ procedure }) => procedure?.restartsSender);
const WITHOUT_RESTART = SELECTED.filter(({ procedure }) => !procedure?.restartsSender);

/** Senders whose haste a busy machine would hide: each runs alone. */
const HASTY = ['hammers-on-429', 'no-pacing', 'no-turn-sharing'];
const isHasty = ({ name }: (typeof SENDERS)[number]) => HASTY.includes(name);

describe('a naive sender fails the scenarios of its mistake, and no other', () => {
  const others = [...(IS_THOROUGH ? [WITHOUT_MISTAKE] : []), ...SENDERS].filter((sender) => !isHasty(sender));
  test.concurrent.each(others)('$name: $mistake', { timeout: RUN_TIMEOUT_MS }, (sender) => failsAsExpected(sender, 8));
  test.each(SENDERS.filter(isHasty))('$name: $mistake', { timeout: RUN_TIMEOUT_MS }, (sender) =>
    failsAsExpected(sender, 4),
  );

  test('each mistake has its failures in the table', () => {
    expect(Object.keys(NAIVE_FAILURES)).toEqual(NAIVE_SENDERS.map(({ name }) => name));
    for (const ids of Object.values(NAIVE_FAILURES)) expect(ids.length).toBeGreaterThan(0);
  });
});

async function failsAsExpected({ name, command }: (typeof SENDERS)[number], jobs: number): Promise<void> {
  const failures = await Promise.all([
    failuresOf(inProcessSender(name), WITHOUT_RESTART, jobs),
    failuresOf(commandSender(command), RESTARTING, jobs),
  ]);
  expect(failures.flat()).toEqual(name === WITHOUT_MISTAKE.name ? [] : NAIVE_FAILURES[name]);
}

async function failuresOf(sender: Sender, scenarios: readonly Scenario[], jobs: number): Promise<readonly string[]> {
  // A sample may have no scenario of this kind.
  if (scenarios.length === 0) return [];
  const results = await runConformance({ sender, startMock: startCheckMock, scenarios, timeoutMs: TIMEOUT_MS, jobs });
  expect(results).toHaveLength(scenarios.length);
  return results.filter(({ verdict }) => verdict !== 'passed').map(({ id }) => id);
}
