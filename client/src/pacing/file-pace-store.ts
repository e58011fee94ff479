import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '../clock.js';
import { tryLock } from '../lock-file.js';
import { type Change, type PaceRecord, settle, take } from './pace-record.js';
import type { PaceStore } from './pace-store.js';

/** How soon a lock file that is held for the length of one write is tried again. */
const LOCK_RETRY_MS = 5;

/** How long a lock file may be held by somebody alive. */
const LOCK_PATIENCE_MS = 5_000;

/**
 * Shares turns among the processes of one machine through a folder, which is made where it is missing.
 *
 * @param folder On a local disk: locks of a network file system are not to be trusted.
 * @throws From `take`, where the folder cannot be written or holds something else.
 */
export function filePaceStore(folder: string, clock: Pick<Clock, 'now' | 'sleep'> = systemClock): PaceStore {
  const root = resolve(folder);
  const change = <T>(credential: string, work: (record: PaceRecord | undefined, nowMs: number) => Change<T>) =>
    changeRecord(join(root, `${credential}.json`), clock, work);
  return {
    async take(credential, bounds) {
      mkdirSync(root, { recursive: true, mode: 0o700 });
      const owner = randomUUID();
      const result = await change(credential, (record, nowMs) => take(record, nowMs, owner, bounds));
      if (!result.taken) return result;
      return {
        ...result,
        settle: (settlement) =>
          change(credential, (record, nowMs) => ({
            record: settle(record, nowMs, owner, settlement),
            result: undefined,
          })),
      };
    },
  };
}

/** Reads, changes and writes under the lock, without giving way in between: the lock is held for a fraction of a millisecond. */
async function changeRecord<T>(
  path: string,
  clock: Pick<Clock, 'now' | 'sleep'>,
  work: (record: PaceRecord | undefined, nowMs: number) => Change<T>,
): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += LOCK_RETRY_MS) {
    const lock = tryLock(`${path}.lock`);
    if ('unlock' in lock) {
      try {
        const { record, result } = work(read(path), clock.now());
        if (record) write(path, record);
        return result;
      } finally {
        lock.unlock();
      }
    }
    if (waitedMs >= LOCK_PATIENCE_MS)
      throw new Error(`${path}.lock is held by process ${lock.owner?.pid ?? 'unknown'}`);
    await clock.sleep(LOCK_RETRY_MS);
  }
}

function read(path: string): PaceRecord | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const record = parse(text);
  if (!isRecord(record)) throw new Error(`${path} is not a pace file of this version`);
  return record;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is PaceRecord {
  const { nextAtMs, owner, strikes, strikesSinceMs } = Object(value) as Partial<Record<keyof PaceRecord, unknown>>;
  return [nextAtMs, strikes, strikesSinceMs].every(Number.isFinite) && (owner === null || typeof owner === 'string');
}

/** Whole or not at all: a reader never meets half a file. */
function write(path: string, record: PaceRecord): void {
  writeFileSync(`${path}.new`, JSON.stringify(record), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
