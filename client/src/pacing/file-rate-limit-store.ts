import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseJson } from 'imshop-contracts';
import { type Clock, systemClock } from '../clock.js';
import { tryLock } from '../lock-file.js';
import {
  acquireLease,
  type RateLimitStore,
  releaseLease,
  type StoreChange,
  type StoredState,
} from './rate-limit-store.js';

/** The interval at which a lock file is tried again, which is held for the time of one write. */
const LOCK_RETRY_MS = 5;

/** The longest time for which a living process may hold a lock file. */
const LOCK_TIMEOUT_MS = 5_000;

/**
 * Shares the rate limit among the processes of one machine through a folder, which is created if it is missing.
 *
 * @param folder On a local disk: locks of a network file system are not reliable.
 * @throws From `acquire`, if the folder cannot be written or holds other files.
 */
export function fileRateLimitStore(folder: string, clock: Pick<Clock, 'now' | 'sleep'> = systemClock): RateLimitStore {
  const root = resolve(folder);
  return {
    async acquire(key, options) {
      mkdirSync(root, { recursive: true, mode: 0o700 });
      const path = join(root, `${key}.json`);
      const leaseId = randomUUID();
      const result = await change(path, clock, (state, nowMs) => acquireLease(state, nowMs, leaseId, options));
      if (result.type === 'denied') return result;
      return {
        ...result,
        release: (cooldown) =>
          change(path, clock, (state, nowMs) => ({
            state: releaseLease(state, nowMs, leaseId, cooldown),
            result: undefined,
          })),
      };
    },
  };
}

/** Reads, changes and writes a state under its lock, synchronously: the lock is held for a fraction of a millisecond. */
async function change<T>(
  path: string,
  clock: Pick<Clock, 'now' | 'sleep'>,
  work: (state: StoredState | undefined, nowMs: number) => StoreChange<T>,
): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += LOCK_RETRY_MS) {
    const lock = tryLock(`${path}.lock`);
    if ('unlock' in lock) {
      try {
        const { state, result } = work(read(path), clock.now());
        if (state) write(path, state);
        return result;
      } finally {
        lock.unlock();
      }
    }
    if (waitedMs >= LOCK_TIMEOUT_MS) throw new Error(`${path}.lock is held by process ${lock.owner?.pid ?? 'unknown'}`);
    await clock.sleep(LOCK_RETRY_MS);
  }
}

function read(path: string): StoredState | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const state = parseJson(text);
  if (!isStoredState(state)) throw new Error(`${path} is not a rate-limit file of this version`);
  return state;
}

function isStoredState(value: unknown): value is StoredState {
  const { nextAtMs, leaseId, penaltyLevel, penaltySinceMs } = Object(value) as Partial<
    Record<keyof StoredState, unknown>
  >;
  const areNumbers = [nextAtMs, penaltyLevel, penaltySinceMs].every(Number.isFinite);
  return areNumbers && (leaseId === null || typeof leaseId === 'string');
}

/** Writes the file as a whole: a reader never finds half of it. */
function write(path: string, state: StoredState): void {
  writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
