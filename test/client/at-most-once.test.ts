import { beforeAll, describe, expect, it } from 'vitest';
import { SEED } from '../workspace/seed.js';
import { EXPECTED } from './delivery/coverage.js';
import { CHUNKS } from './delivery/drawn-run.js';
import { performAll, RUNS, TIMEOUT_MS } from './delivery/runs.js';

describe(`at-most-once, ${RUNS} runs of ${CHUNKS} chunks against faults of every type, from seed ${SEED}`, () => {
  let performed: Awaited<ReturnType<typeof performAll>>;

  beforeAll(async () => {
    performed = await performAll('at-most-once');
  }, TIMEOUT_MS);

  it('delivers to no customer twice, and contradicts no ledger', () => {
    expect(performed.failures).toEqual([]);
  });

  it.each(EXPECTED)('covers: %s', (event) => {
    const { coverage } = performed;
    expect(coverage.countOf(event), `${coverage}`).toBeGreaterThan(0);
  });
});
