import {
  type CheckOptions,
  commandSender,
  runConformance,
  runMatrix,
  SCENARIOS,
  termsOf,
} from 'imshop-contracts/conformance';
import { expect, test } from 'vitest';

const NEEDED: CheckOptions = {
  sender: commandSender(['true']),
  startVendor: () => Promise.reject(new Error('a mock was started')),
};
const EVERY_OPTION =
  'sender, startVendor, scenarios, terms, delivery, timeoutMs, jobs, port, showIds, signal, onResult';
const TERMS = 'terms must be requests, windowMs, timeoutMs, retryAfterS, whole numbers from 1, as termsOf gives them';
const SCENARIO_LIST = 'scenarios must be a list of at least one scenario, as SCENARIOS has them';
const TIMEOUT = 'timeoutMs must be a whole number from 1 to 86400000';

/** Options that cannot be, and what is said of them. */
const WRONG: readonly (readonly [options: Readonly<Record<string, unknown>>, said: string])[] = [
  [{ jbos: 2 }, `jbos is no option; allowed are ${EVERY_OPTION}`],
  [
    { sender: 'node send.js' },
    'sender must be a sender, as commandSender and serviceSender make one, not node send.js',
  ],
  [{ sender: null }, 'sender must be a sender, as commandSender and serviceSender make one, not null'],
  [{ startVendor: undefined }, 'startVendor must be a function that starts a mock, as imshop-mock/check has it'],
  [{ scenarios: [] }, SCENARIO_LIST],
  [{ scenarios: ['success-false'] }, SCENARIO_LIST],
  [{ terms: { ...termsOf('quick'), requests: 0 } }, TERMS],
  [{ terms: { requests: 10, windowMs: 2000 } }, TERMS],
  [{ terms: { ...termsOf('quick'), window: 1 } }, TERMS],
  [{ delivery: 'exactly-once' }, 'delivery must be at-most-once or at-least-once, not exactly-once'],
  [{ timeoutMs: 0 }, `${TIMEOUT}, not 0`],
  [{ timeoutMs: 2 ** 31 }, `${TIMEOUT}, not 2147483648`],
  [{ jobs: 0 }, 'jobs must be a whole number from 1 to 1000, not 0'],
  [{ jobs: '4' }, 'jobs must be a whole number from 1 to 1000, not 4'],
  [{ port: 65_536 }, 'port must be a whole number from 0 to 65535, not 65536'],
  [{ showIds: 'yes' }, 'showIds must be true or false, not yes'],
  [{ signal: {} }, 'signal must be an AbortSignal'],
  [{ onResult: 1 }, 'onResult must be a function that is told of each result, not 1'],
];

test.each(WRONG)('a run with %j plays nothing, and says what is allowed', async (wrong, said) => {
  const error = { name: 'CheckOptionsError', code: 'INVALID_CHECK_OPTIONS', option: Object.keys(wrong)[0] };
  for (const run of [runConformance, runMatrix]) {
    const refused = await run({ ...NEEDED, ...wrong } as CheckOptions).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ ...error, message: expect.stringContaining(said) });
  }
});

test('a run without options says what it needs', async () => {
  // As a program in JavaScript may call it.
  const run = runConformance as unknown as () => Promise<unknown>;
  await expect(run()).rejects.toThrow('sender must be a sender, as commandSender and serviceSender make one');
});

test('what is undefined is as if it were left out', async () => {
  const undefinedOnes = { jobs: undefined, terms: undefined } as unknown as CheckOptions;
  const options = { ...NEEDED, ...undefinedOnes, scenarios: SCENARIOS.slice(0, 1) };
  await expect(runConformance(options)).rejects.toThrow('a mock was started');
});

test.each([[[]], [['']]])('a command without a program is refused: %j', (command) => {
  expect(() => commandSender(command)).toThrow('command must be a list of a program and its arguments');
});
