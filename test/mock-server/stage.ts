import { type Integration, type Mock, type StartOptions, startMock } from 'imshop-mock';
import { afterEach, beforeEach } from 'vitest';
import { ManualClock } from './manual-clock.js';

/** A mock whose clock stands still, anew for each test. */
export interface Stage {
  readonly clock: ManualClock;
  readonly mock: Mock;
  readonly shop: Integration;
}

/** Starts a mock before each test of the file that calls this, by a clock at `nowMs`, and closes it after. */
export function stage(options: Omit<StartOptions, 'clock'> = {}, nowMs?: number): Stage {
  let clock: ManualClock;
  let mock: Mock;
  beforeEach(async () => {
    clock = new ManualClock(nowMs);
    mock = await startMock({ ...options, clock });
  });
  afterEach(() => mock.close());
  return {
    get clock() {
      return clock;
    },
    get mock() {
      return mock;
    },
    get shop() {
      return mock.integration('shop');
    },
  };
}
