import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filePaceStore, type PaceStore, redisPaceStore, type Turn } from 'imshop-push/pacing';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderOfTest } from '../temp-folder.js';
import { CREDENTIAL, KINDS, stopRedis, type Timed } from './pace-stores/kinds.js';

const BOUNDS = { holdMs: 81_100, longestWaitMs: 900_000 };
const SETTLED = { coolDownMs: 6_100, strikes: 0, quietMs: 0 };

afterAll(stopRedis);

async function turnOf(store: PaceStore): Promise<Turn> {
  const turn = await store.take(CREDENTIAL, BOUNDS);
  if (!turn.taken) throw new Error(`no turn for ${turn.waitMs} ms`);
  return turn;
}

describe.each(KINDS)('a pace store in $name', ({ open }) => {
  // Where there is no redis-server, the two kinds that need one are skipped; the gate has one.
  const it = test.skipIf(!open);
  let timed: Timed;
  beforeEach(async () => {
    if (open) timed = await open();
  });
  afterEach(() => (open ? timed.close() : undefined));

  it('gives the first turn at once, and the next only when the cool-down has passed', async () => {
    await (await turnOf(timed.store)).settle(SETTLED);
    await timed.pass(5_000);
    const early = await timed.store.take(CREDENTIAL, BOUNDS);
    expect(early).toEqual({ taken: false, held: false, waitMs: expect.any(Number) });
    expect(early).toHaveProperty('waitMs', expect.closeTo(1_100, -2));
    await timed.pass(1_100);
    expect(await timed.store.take(CREDENTIAL, BOUNDS)).toMatchObject({ taken: true });
  });

  it('remembers a cool-down of days, as a limit of one request a day makes it', async () => {
    const [dayMs, bounds] = [86_400_000, { ...BOUNDS, longestWaitMs: 3 * 86_400_000 }];
    await (await turnOf(timed.store)).settle({ ...SETTLED, coolDownMs: 2 * dayMs });
    await timed.pass(1.9 * dayMs);
    expect(await timed.store.take(CREDENTIAL, bounds)).toMatchObject({ taken: false, held: false });
    await timed.pass(0.1 * dayMs);
    expect(await timed.store.take(CREDENTIAL, bounds)).toMatchObject({ taken: true });
  });

  it('gives one turn when many ask at once', async () => {
    const turns = await Promise.all(Array.from({ length: 20 }, () => timed.store.take(CREDENTIAL, BOUNDS)));
    expect(turns.filter(({ taken }) => taken)).toHaveLength(1);
    expect(turns.filter((turn) => !turn.taken && turn.held)).toHaveLength(19);
  });

  it('takes the turn of a sender that died when its request can no longer be on its way', async () => {
    await turnOf(timed.store);
    await timed.pass(BOUNDS.holdMs - 1_000);
    expect(await timed.store.take(CREDENTIAL, BOUNDS)).toMatchObject({ taken: false, held: true });
    await timed.pass(1_000);
    expect(await timed.store.take(CREDENTIAL, BOUNDS)).toMatchObject({ taken: true });
  });

  it('lets a sender that overstayed lengthen the wait, never shorten it', async () => {
    const late = await turnOf(timed.store);
    await timed.pass(BOUNDS.holdMs);
    const current = await turnOf(timed.store);
    await late.settle({ coolDownMs: 0, strikes: 0, quietMs: 0 });
    expect(await timed.store.take(CREDENTIAL, BOUNDS)).toMatchObject({ taken: false, held: true });
    await current.settle({ coolDownMs: 1_000, strikes: 0, quietMs: 0 });
    await late.settle({ coolDownMs: 65_000, strikes: 1, quietMs: 0 });
    expect(await timed.store.take(CREDENTIAL, BOUNDS)).toHaveProperty('waitMs', expect.closeTo(65_000, -3));
  });

  it('shares strikes and since when it has been quiet', async () => {
    await (await turnOf(timed.store)).settle({ coolDownMs: 0, strikes: 2, quietMs: 500_000 });
    await timed.pass(100_000);
    const { pace } = await turnOf(timed.store);
    expect(pace).toEqual({ strikes: 2, quietMs: expect.closeTo(600_000, -3) });
  });

  it('does not believe a wait longer than any can be, as a clock that was set back makes it', async () => {
    await (await turnOf(timed.store)).settle(SETTLED);
    await timed.pass(-3_600_000);
    const turn = await timed.store.take(CREDENTIAL, BOUNDS);
    expect(turn).toHaveProperty('waitMs', BOUNDS.longestWaitMs);
    await timed.pass(BOUNDS.longestWaitMs);
    expect(await timed.store.take(CREDENTIAL, BOUNDS)).toMatchObject({ taken: true });
  });

  it('keeps credentials apart', async () => {
    await turnOf(timed.store);
    expect(await timed.store.take('another', BOUNDS)).toMatchObject({ taken: true });
  });
});

describe('a pace store in files', () => {
  test.each(['{"nextAtMs":"soon"}', 'nextAtMs: 0', ''])('says which file it cannot read: %s', async (content) => {
    const folder = folderOfTest();
    await writeFile(join(folder, `${CREDENTIAL}.json`), content);
    await expect(filePaceStore(folder).take(CREDENTIAL, BOUNDS)).rejects.toThrow(
      `${join(folder, CREDENTIAL)}.json is not a pace file`,
    );
  });

  test('leaves no lock behind', async () => {
    const folder = folderOfTest();
    await (await turnOf(filePaceStore(folder))).settle(SETTLED);
    expect(await readdir(folder)).toEqual([`${CREDENTIAL}.json`]);
  });
});

test('a reply that is not the script’s is an error, not a turn', async () => {
  const store = redisPaceStore(async () => 'OK');
  await expect(store.take(CREDENTIAL, BOUNDS)).rejects.toThrow('Redis answered "OK"');
});
