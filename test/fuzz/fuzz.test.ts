import { type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';
import { campaign } from './campaign.js';
import { intrinsics } from './intrinsics.js';
import { batchesFor } from './kinds.js';
import { told } from './told.js';

const REQUESTS = howOften(40_000, 6_000);
const TIMEOUT_MS = 120_000;

const defects: unknown[] = [];
const logger = { error: (defect: unknown) => void defects.push(defect), warn() {}, info() {}, debug() {} };
let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ rateLimit: null, noMagicIds: true, journalMax: 50, logger });
});
afterAll(() => mock.close());

it(
  `answers or ends every connection, whatever comes over it (seed ${SEED})`,
  async () => {
    const before = intrinsics();
    const { origin } = mock;
    const batches = await batchesFor(origin);
    const report = await campaign({
      origin,
      seed: SEED,
      requests: REQUESTS,
      connections: 40,
      batches,
      awaitsAbandoned: false,
    });
    expect(report.findings.map(told)).toEqual([]);
    expect(defects).toEqual([]);
    expect(intrinsics()).toBe(before);
    // So that no kind is left out without being noticed.
    expect(Math.min(...report.byKind.values())).toBeGreaterThan(20);
  },
  TIMEOUT_MS,
);
