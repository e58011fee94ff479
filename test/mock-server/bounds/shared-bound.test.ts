import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { built } from '../built.js';

interface Holder {
  readonly name: string;
  held: number;
  shrinkTo(level: number): void;
}
interface SharedBound {
  readonly held: number;
  join(holder: Holder): void;
  leave(holder: Holder): void;
  add(holder: Holder, amount: number): void;
}
const { levelFor } = await built<{ levelFor(fullestFirst: readonly number[], toGive: number): number }>('limits/level');
const { SharedBound } = await built<{ readonly SharedBound: new (max: number) => SharedBound }>('limits/shared-bound');

const SEED = Number(process.env['IMSHOP_TEST_SEED'] ?? Date.now() % 2 ** 31);

describe('the level', () => {
  test.each([
    ['of one', [10], 3, 7],
    ['of one that is much fuller', [100, 10, 10], 50, 50],
    ['of two that are as full', [100, 100, 10], 50, 75],
    ['of all', [10, 10, 10], 15, 5],
    ['where all must go', [10, 5], 15, 0],
    ['where more must go than there is', [10], 11, 0],
    ['of none', [], 1, 0],
  ])('%s', (_whose, held, toGive, level) => {
    expect(Math.max(0, levelFor(held, toGive))).toBe(level);
  });

  test(`is the highest that gives enough (seed ${SEED})`, () => {
    const holds = fc.property(fc.array(fc.nat(1000), { minLength: 1 }), fc.nat(5000), (any, most) => {
      const held = any.toSorted((one, other) => other - one);
      const toGive = Math.min(
        most,
        held.reduce((sum, each) => sum + each, 0),
      );
      const given = (level: number) => held.reduce((sum, each) => sum + Math.max(0, each - level), 0);
      const level = levelFor(held, toGive);
      expect(given(level)).toBeGreaterThanOrEqual(toGive);
      if (toGive > 0) expect(given(level + 1)).toBeLessThan(toGive);
    });
    fc.assert(holds, { seed: SEED });
  });
});

/** Holds things of ten each. */
function holder(name: string, bound: () => SharedBound): Holder {
  return {
    name,
    held: 0,
    shrinkTo(level) {
      while (this.held > level) {
        this.held -= 10;
        bound().add(this, -10);
      }
    },
  };
}

test.each([
  ['a b c', ['a', 'b', 'c']],
  ['c b a', ['c', 'b', 'a']],
])('of those who hold as much the first by name gives, whoever joined first: %s', (_order, order) => {
  const bound: SharedBound = new SharedBound(90);
  const holders = order.map((name) => holder(name, () => bound));
  for (const each of holders) {
    bound.join(each);
    each.held = 30;
    bound.add(each, 30);
  }
  const late = holder('late', () => bound);
  bound.join(late);
  late.held = 10;
  bound.add(late, 10);
  const kept = Object.fromEntries(holders.map(({ name, held }) => [name, held]));
  expect(kept).toEqual({ a: 20, b: 20, c: 30 });
  expect(bound.held).toBe(80);
});
