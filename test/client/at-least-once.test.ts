import { beforeAll, describe, expect, it } from 'vitest';
import { SEED } from '../workspace/seed.js';
import { EXPECTED, REAL_DUPLICATE } from './delivery/coverage.js';
import { CHUNKS } from './delivery/drawn-run.js';
import { performAll, RUNS, TIMEOUT_MS } from './delivery/runs.js';

describe(`at-least-once, ${RUNS} runs of ${CHUNKS} chunks against faults of every type, from seed ${SEED}`, () => {
  let performed: Awaited<ReturnType<typeof performAll>>;

  beforeAll(async () => {
    performed = await performAll('at-least-once');
  }, TIMEOUT_MS);

  it('loses no customer, reports every possible duplicate, and contradicts no ledger', () => {
    expect(performed.failures).toEqual([]);
  });

  it.each([...EXPECTED, REAL_DUPLICATE])('covers: %s', (event) => {
    const { coverage } = performed;
    expect(coverage.countOf(event), `${coverage}`).toBeGreaterThan(0);
  });
});
