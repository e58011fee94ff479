import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { built } from '../built.js';

interface Holder {
  size: number;
  evictTo(maxSize: number): void;
}
interface SharedQuota {
  readonly size: number;
  join(holder: Holder): void;
  leave(holder: Holder): void;
  add(holder: Holder, amount: number): void;
}
const { SharedQuota, fairShare } = await built<{
  readonly SharedQuota: new (max: number) => SharedQuota;
  fairShare(largestFirst: readonly number[], toFree: number): number;
}>('limits/shared-quota');

const SEED = Number(process.env['IMSHOP_TEST_SEED'] ?? Date.now() % 2 ** 31);

describe('the fair share', () => {
  test.each([
    ['of one', [10], 3, 7],
    ['of one that is much fuller', [100, 10, 10], 50, 50],
    ['of two that are as full', [100, 100, 10], 50, 75],
    ['of all', [10, 10, 10], 15, 5],
    ['where all is freed', [10, 5], 15, 0],
    ['where more is to be freed than there is', [10], 11, 0],
    ['of none', [], 1, 0],
  ])('%s', (_whose, sizes, toFree, share) => {
    expect(Math.max(0, fairShare(sizes, toFree))).toBe(share);
  });

  test(`is the highest that frees enough (seed ${SEED})`, () => {
    const holds = fc.property(fc.array(fc.nat(1000), { minLength: 1 }), fc.nat(5000), (any, most) => {
      const held = any.toSorted((one, other) => other - one);
      const toGive = Math.min(
        most,
        held.reduce((sum, each) => sum + each, 0),
      );
      const given = (level: number) => held.reduce((sum, each) => sum + Math.max(0, each - level), 0);
      const level = fairShare(held, toGive);
      expect(given(level)).toBeGreaterThanOrEqual(toGive);
      if (toGive > 0) expect(given(level + 1)).toBeLessThan(toGive);
    });
    fc.assert(holds, { seed: SEED });
  });
});

/** Holds things of ten each. */
function holder(quota: SharedQuota): Holder {
  return {
    size: 0,
    evictTo(maxSize) {
      while (this.size > maxSize) {
        this.size -= 10;
        quota.add(this, -10);
      }
    },
  };
}

test('the largest holders evict, and no more than is needed', () => {
  const quota = new SharedQuota(90);
  const holders = [30, 30, 30, 10].map((size) => {
    const each = holder(quota);
    quota.join(each);
    each.size = size;
    quota.add(each, size);
    return each;
  });
  expect(holders.map(({ size }) => size).toSorted()).toEqual([10, 20, 20, 30]);
  expect(quota.size).toBe(80);
});
