import { failingVariants, type MatrixCell, type ScenarioResult, type Variant } from 'imshop-contracts/conformance';
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

const ALL_VARIANTS: readonly Variant[] = (['fixed', 'sliding', 'bucket'] as const).flatMap((algorithm) =>
  [true, false].flatMap((countRejected) =>
    (['seconds', 'off'] as const).map((retryAfter) => ({ algorithm, countRejected, retryAfter })),
  ),
);

test.each<{ fails: string; when: (variant: Variant) => boolean; failing: readonly Variant[] }>([
  { fails: 'never', when: () => false, failing: [] },
  { fails: 'under every variant', when: () => true, failing: [{}] },
  { fails: 'under one value', when: ({ retryAfter }) => retryAfter === 'off', failing: [{ retryAfter: 'off' }] },
  {
    fails: 'under either of two values',
    when: ({ retryAfter, algorithm }) => retryAfter === 'off' || algorithm === 'bucket',
    failing: [{ retryAfter: 'off' }, { algorithm: 'bucket' }],
  },
  {
    fails: 'when two values combine',
    when: ({ retryAfter, countRejected }) => retryAfter === 'off' && countRejected === true,
    failing: [{ countRejected: true, retryAfter: 'off' }],
  },
  {
    fails: 'in a single case',
    when: ({ retryAfter, countRejected, algorithm }) =>
      retryAfter === 'off' && countRejected === true && algorithm === 'fixed',
    failing: [{ algorithm: 'fixed', countRejected: true, retryAfter: 'off' }],
  },
])('a sender that fails $fails: the shortest variants that explain it', ({ when, failing }) => {
  const cells = ALL_VARIANTS.map((variant): MatrixCell => {
    return { variant, result: { ...RESULT, verdict: when(variant) ? 'failed' : 'passed' } };
  });
  expect(failingVariants(cells)).toEqual(failing);
});
