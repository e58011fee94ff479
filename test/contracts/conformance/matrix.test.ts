import { breakingReadings, type MatrixCell, type Reading, type ScenarioResult } from 'imshop-contracts/conformance';
import { expect, test } from 'vitest';

const RESULT: ScenarioResult = {
  id: 'limit-used-by-others',
  level: 'MUST',
  title: '',
  reason: '',
  row: 'over-the-limit',
  verdict: 'passed',
  findings: [],
  runs: [],
  timeline: [],
  limit: 10,
  windowMs: 2000,
  durationMs: 1,
};

const READINGS: readonly Reading[] = (['fixed', 'sliding', 'bucket'] as const).flatMap((algorithm) =>
  [true, false].flatMap((countRejected) =>
    (['seconds', 'off'] as const).map((retryAfter) => ({ algorithm, countRejected, retryAfter })),
  ),
);

test.each<{ fails: string; when: (reading: Reading) => boolean; breaking: readonly Reading[] }>([
  { fails: 'never', when: () => false, breaking: [] },
  { fails: 'whatever is read', when: () => true, breaking: [{}] },
  { fails: 'under one reading', when: ({ retryAfter }) => retryAfter === 'off', breaking: [{ retryAfter: 'off' }] },
  {
    fails: 'under either of two',
    when: ({ retryAfter, algorithm }) => retryAfter === 'off' || algorithm === 'bucket',
    breaking: [{ retryAfter: 'off' }, { algorithm: 'bucket' }],
  },
  {
    fails: 'where two come together',
    when: ({ retryAfter, countRejected }) => retryAfter === 'off' && countRejected === true,
    breaking: [{ countRejected: true, retryAfter: 'off' }],
  },
  {
    fails: 'in a single case',
    when: ({ retryAfter, countRejected, algorithm }) =>
      retryAfter === 'off' && countRejected === true && algorithm === 'fixed',
    breaking: [{ algorithm: 'fixed', countRejected: true, retryAfter: 'off' }],
  },
])('a sender that fails $fails is told which readings break it, in the fewest words', ({ when, breaking }) => {
  const cells = READINGS.map((reading): MatrixCell => {
    return { reading, result: { ...RESULT, verdict: when(reading) ? 'failed' : 'passed' } };
  });
  expect(breakingReadings(cells)).toEqual(breaking);
});
