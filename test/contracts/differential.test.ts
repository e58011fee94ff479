import fc from 'fast-check';
import { isWellFormed } from 'imshop-contracts';
import { describe, expect, it } from 'vitest';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';
import { bodies, validBodies } from './bodies.js';
import { COVERAGE_GOALS } from './coverage-goals.js';
import { askJoi14, askOurs } from './oracle.js';

const RUNS = howOften(20_000, 4_000);
const MIN_REACHED = howOften(5, 1);

/** The vendor's limit, and small limits that short bodies reach. */
const limits = fc.oneof({ weight: 3, arbitrary: fc.constant(1000) }, { weight: 1, arbitrary: fc.nat({ max: 4 }) });

describe(`against joi 14.3.1, ${RUNS} bodies of seed ${SEED}`, () => {
  const reached = new Map(COVERAGE_GOALS.map(([name]) => [name, 0]));

  it('accepts the same bodies, and gives every refusal the same message and keys', () => {
    const agreement = fc.property(bodies, limits, (text, maxUserIds) => {
      const body: unknown = JSON.parse(text);
      const all = askJoi14(body, maxUserIds, true);
      const first = askJoi14(body, maxUserIds, false);
      for (const [name, isReached] of COVERAGE_GOALS) {
        reached.set(name, (reached.get(name) ?? 0) + Number(isReached({ text, body, maxUserIds, all, first })));
      }
      expect(askOurs(body, maxUserIds, true)).toEqual(all);
      expect(askOurs(body, maxUserIds, false)).toEqual(first);
      if (isWellFormed(body, maxUserIds)) {
        expect(all).toEqual({ ok: true, push: body });
      }
    });
    fc.assert(agreement, { seed: SEED, numRuns: RUNS });
  }, 120_000);

  it.each(COVERAGE_GOALS.map(([name]) => name))('reached %s', (name) => {
    expect(reached.get(name)).toBeGreaterThanOrEqual(MIN_REACHED);
  });
});

it('every documented body is well formed', () => {
  const recognition = fc.property(validBodies, (text) => {
    expect(isWellFormed(JSON.parse(text), 1000)).toBe(true);
  });
  fc.assert(recognition, { seed: SEED });
});
