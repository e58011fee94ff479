import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';
import { built } from './built.js';

/** What these tests drive without the wire: nothing of it is exported, so its shape is written here. */
interface Limit {
  readonly requests: number;
  readonly windowMs: number;
  readonly algorithm: 'fixed' | 'aligned' | 'sliding' | 'bucket';
  readonly countRejected: boolean;
}
type Admission = { readonly admitted: true } | { readonly admitted: false; readonly retryAfterMs: number };
interface RateLimiter {
  consume(nowMs: number): Admission;
  status(nowMs: number): { readonly remaining: number; readonly resetMs: number };
}

const { createLimiter } = await built<{ createLimiter(limit: Limit): RateLimiter }>('rate-limiter/rate-limiter');

/** A shape as its definition has it, however slow. */
interface Model {
  admits(nowMs: number): boolean;
  count(nowMs: number, admitted: boolean): void;
}

const MODELS: Readonly<Record<Limit['algorithm'], (limit: Limit) => Model>> = {
  fixed: (limit) => windows(limit, (nowMs, startMs) => (nowMs < startMs + limit.windowMs ? startMs : nowMs)),
  aligned: (limit) => windows(limit, (nowMs) => Math.floor(nowMs / limit.windowMs) * limit.windowMs),
  sliding({ requests, windowMs, countRejected }) {
    const times: number[] = [];
    return {
      admits: (nowMs) => times.filter((timeMs) => timeMs > nowMs - windowMs).length < requests,
      count: (nowMs, admitted) => void ((admitted || countRejected) && times.push(nowMs)),
    };
  },
  bucket({ requests, windowMs, countRejected }) {
    // In parts of a token, so many that a millisecond refills a whole number of them.
    const [token, refill] = [BigInt(windowMs), BigInt(requests)];
    const full = token * refill;
    let [content, atMs] = [full, 0];
    const contentAt = (nowMs: number) => {
      const refilled = content + BigInt(nowMs - atMs) * refill;
      return refilled < full ? refilled : full;
    };
    return {
      admits: (nowMs) => contentAt(nowMs) >= token,
      count(nowMs, admitted) {
        content = contentAt(nowMs) - (admitted || countRejected ? token : 0n);
        if (content < -full) content = -full;
        atMs = nowMs;
      },
    };
  },
};

function windows({ requests }: Limit, startOf: (nowMs: number, startMs: number) => number): Model {
  let [startMs, count] = [Number.NEGATIVE_INFINITY, 0];
  return {
    admits: (nowMs) => startOf(nowMs, startMs) !== startMs || count < requests,
    count(nowMs, admitted) {
      const begins = startOf(nowMs, startMs);
      if (begins !== startMs) [startMs, count] = [begins, 0];
      if (admitted) count += 1;
    },
  };
}

const limits = fc.record<Limit>({
  requests: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 60 })),
  windowMs: fc.oneof(fc.constantFrom(1, 2, 7, 1_000, 60_000, 86_400_000), fc.integer({ min: 1, max: 100_000 })),
  algorithm: fc.constantFrom('fixed', 'aligned', 'sliding', 'bucket'),
  countRejected: fc.boolean(),
});

/** How long after the last request one comes, in windows or in tokens. */
const steps = fc.record({
  pause: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 2, noNaN: true })),
  of: fc.constantFrom('window', 'token'),
});

// Today, and as far ahead as clocks go.
const beginnings = fc
  .constantFrom(Date.UTC(2026, 10, 27), Date.UTC(9000, 0))
  .chain((ms) => fc.nat(100_000).map((more) => ms + more));

test(`each shape lets in, refuses and says when as its definition has it (seed ${SEED})`, () => {
  const holds = fc.property(
    limits,
    beginnings,
    fc.array(steps, { maxLength: 120, size: 'max' }),
    (limit, beginMs, all) => {
      const model = MODELS[limit.algorithm](limit);
      const limiter = createLimiter(limit);
      let nowMs = beginMs;
      for (const { pause, of } of all) {
        nowMs += Math.ceil((pause * limit.windowMs) / (of === 'token' ? limit.requests : 1));
        const admitted = model.admits(nowMs);
        const { remaining, resetMs } = limiter.status(nowMs);
        expect(remaining > 0).toBe(admitted);
        if (!admitted)
          expect([model.admits(nowMs + resetMs - 1), model.admits(nowMs + resetMs)]).toEqual([false, true]);
        const taken = limiter.consume(nowMs);
        model.count(nowMs, admitted);
        expect(taken.admitted).toBe(admitted);
        if (taken.admitted) continue;
        const { retryAfterMs } = taken;
        expect([model.admits(nowMs + retryAfterMs - 1), model.admits(nowMs + retryAfterMs)]).toEqual([false, true]);
      }
    },
  );
  fc.assert(holds, { seed: SEED, numRuns: howOften(10_000, 400) });
});

test.each([17, 59])('a bucket of %i a minute lets so many in at once', (requests) => {
  const bucket = createLimiter({ requests, windowMs: 60_000, algorithm: 'bucket', countRejected: false });
  const taken = Array.from({ length: requests + 1 }, () => bucket.consume(Date.UTC(2026, 10, 27)).admitted);
  expect(taken).toEqual([...Array(requests).fill(true), false]);
});
