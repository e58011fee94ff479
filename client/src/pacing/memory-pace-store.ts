import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { type PaceRecord, settle, take } from './pace-record.js';
import type { PaceStore } from './pace-store.js';

/** Shares turns among the clients of one process that are given this store. */
export function memoryPaceStore(clock: Pick<Clock, 'monotonic'>): PaceStore {
  const records = new Map<string, PaceRecord>();
  return {
    async take(credential, bounds) {
      const owner = randomUUID();
      const { record, result } = take(records.get(credential), clock.monotonic(), owner, bounds);
      if (record) records.set(credential, record);
      if (!result.taken) return result;
      return {
        ...result,
        async settle(settlement) {
          records.set(credential, settle(records.get(credential), clock.monotonic(), owner, settlement));
        },
      };
    },
  };
}
