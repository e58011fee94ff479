import {
  type CheckOptions,
  commandSender,
  runConformance,
  runLimits,
  runMatrix,
  SCENARIOS,
} from 'imshop-contracts/conformance';
import { expect, test } from 'vitest';

const NEEDED: CheckOptions = {
  sender: commandSender(['true']),
  startMock: () => Promise.reject(new Error('a mock was started')),
};
const EVERY_OPTION = 'sender, startMock, scenarios, limits, delivery, timeoutMs, jobs, port, showIds, signal, onResult';
const LIMITS =
  "limits must be an object of requests, windowMs, timeoutMs, retryAfterS, whole numbers from 1, such as runLimits('quick')";
const SCENARIO_LIST = 'scenarios must be a list of at least one scenario, such as SCENARIOS';
const TIMEOUT = 'timeoutMs must be a whole number from 1 to 86400000';

/** Invalid options, and their errors. */
const WRONG: readonly (readonly [options: Readonly<Record<string, unknown>>, message: string])[] = [
  [{ jbos: 2 }, `jbos is not an option; allowed are ${EVERY_OPTION}`],
  [{ sender: 'node send.js' }, 'sender must be a sender from commandSender or serviceSender, not node send.js'],
  [{ sender: null }, 'sender must be a sender from commandSender or serviceSender, not null'],
  [
    { startMock: undefined },
    'startMock must be a function that starts a mock, such as startCheckMock of imshop-mock/check',
  ],
  [{ scenarios: [] }, SCENARIO_LIST],
  [{ scenarios: ['success-false'] }, SCENARIO_LIST],
  [{ limits: { ...runLimits('quick'), requests: 0 } }, LIMITS],
  [{ limits: { requests: 10, windowMs: 2000 } }, LIMITS],
  [{ limits: { ...runLimits('quick'), window: 1 } }, LIMITS],
  [{ delivery: 'exactly-once' }, 'delivery must be at-most-once or at-least-once, not exactly-once'],
  [{ timeoutMs: 0 }, `${TIMEOUT}, not 0`],
  [{ timeoutMs: 2 ** 31 }, `${TIMEOUT}, not 2147483648`],
  [{ jobs: 0 }, 'jobs must be a whole number from 1 to 1000, not 0'],
  [{ jobs: '4' }, 'jobs must be a whole number from 1 to 1000, not 4'],
  [{ port: 65_536 }, 'port must be a whole number from 0 to 65535, not 65536'],
  [{ showIds: 'yes' }, 'showIds must be true or false, not yes'],
  [{ signal: {} }, 'signal must be an AbortSignal'],
  [{ onResult: 1 }, 'onResult must be a function that takes a result, not 1'],
];

test.each(WRONG)('a run with %j starts nothing and names the allowed values', async (wrong, expected) => {
  const error = { name: 'CheckOptionsError', code: 'INVALID_CHECK_OPTIONS', option: Object.keys(wrong)[0] };
  for (const run of [runConformance, runMatrix]) {
    const refused = await run({ ...NEEDED, ...wrong } as CheckOptions).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ ...error, message: expect.stringContaining(expected) });
  }
});

test('a run without options names the first that is required', async () => {
  // As a program in JavaScript may call it.
  const run = runConformance as unknown as () => Promise<unknown>;
  await expect(run()).rejects.toThrow('sender must be a sender from commandSender or serviceSender');
});

test('an undefined option takes its default', async () => {
  const undefinedOnes = { jobs: undefined, limits: undefined } as unknown as CheckOptions;
  const options = { ...NEEDED, ...undefinedOnes, scenarios: SCENARIOS.slice(0, 1) };
  await expect(runConformance(options)).rejects.toThrow('a mock was started');
});

test.each([[[]], [['']]])('a command without a program is refused: %j', (command) => {
  expect(() => commandSender(command)).toThrow('command must be a list of a program and its arguments');
});
