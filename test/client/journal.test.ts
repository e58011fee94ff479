import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PushClient, type Transport } from 'imshop-push';
import { describe, expect, test } from 'vitest';
import { folderOfTest } from '../temp-folder.js';
import { lineOf, linesOf } from './journal/lines.js';
import { EVERYBODY, PUSH, World } from './journal/world.js';

const NOON_MS = Date.UTC(2026, 10, 24, 12);
const MIDNIGHT_MS = Date.UTC(2026, 10, 24);

/** At the outcome of the first request, of which the journal is not told any more. */
const IN_FLIGHT = { operation: 6, how: 'crash-before' } as const;

/** What a request may take by default, and the gap at ten a minute. */
const HELD_MS = 75_000 + 6_100;

/** The longest wait that can be true. */
const LONGEST_WAIT_MS = 900_000;

/** How long the simulated request is on its way. */
const ONE_WAY_MS = 40;
const FROM_REQUEST_TO_REQUEST_MS = 6_100 + 2 * ONE_WAY_MS;

describe('what is on disk', () => {
  test('a file for its owner alone, which is gone on with by another client', async () => {
    const path = join(folderOfTest(), 'run.journal');
    const body = '{"success":true}';
    const transport: Transport = {
      post: async () => ({ type: 'answered', status: 200, headers: new Headers(), body }),
    };
    const send = new PushClient({ url: 'http://push.example/', transport }).send(PUSH, { journal: path });
    expect(await send).toMatchObject({ complete: true });
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(linesOf(readFileSync(path)).map(({ type }) => type)).toEqual(['run', 'intent', 'outcome', 'end']);
    const resumed = new PushClient({ url: 'http://push.example/', transport }).resume(path, { push: PUSH });
    expect(await resumed).toMatchObject({ complete: true });
  });

  test('a record a line: JSON, a tab, the CRC-32 of the JSON', async () => {
    const world = new World({ storeIds: true });
    await world.send();
    const bytes = world.disk.bytes(world.path);
    expect(linesOf(bytes).map(lineOf).join('')).toBe(bytes.toString());
    expect(linesOf(bytes).map(({ type }) => type)).toEqual(
      'run ids ids ids intent outcome intent outcome intent outcome end'.split(' '),
    );
  });

  test.each([false, true])('the address never, ids and texts only where they are asked for: %s', async (storeIds) => {
    const world = new World({ storeIds, script: { answers: ['bad id', '503', '413'] } });
    await world.send();
    const text = world.disk.bytes(world.path).toString();
    for (const secret of ['push.example', 'secret-path']) expect(text).not.toContain(secret);
    const found = [...EVERYBODY, ...Object.values(PUSH.message)].filter((personal) => text.includes(personal));
    expect(found).toHaveLength(storeIds ? EVERYBODY.length + 2 : 0);
  });

  test('an intent before its request leaves, an outcome before anybody is told', async () => {
    const world = new World({ script: { answers: ['ok', '503', '413'] } });
    const synced = () => (world.disk.unsynced === 0 ? linesOf(world.disk.bytes(world.path)).at(-1)?.type : 'unsynced');
    const vendor = world.vendor.transportFor({ isCrashed: false });
    const seen: unknown[] = [];
    await world.live((client, files) => client.send(PUSH, { journal: { path: world.path, files } }), {
      transport: {
        post: (request, signal) => {
          seen.push(synced());
          return vendor.post(request, signal);
        },
      },
      onEvent: ({ type }) => type === 'settled' && seen.push(synced()),
    });
    // Chunk 3 is split in two.
    expect(seen.join(' ')).toBe('intent outcome intent outcome intent intent outcome intent outcome');
  });
});

describe('going on', () => {
  test('needs nothing but the journal where that has the ids', async () => {
    const world = new World({ storeIds: true });
    await world.send({ operation: 13, how: 'crash-before' });
    world.crash('lost');
    const { report } = await world.live((client, files) => client.resume(world.path, { files }));
    expect(report?.counts).toEqual({ accepted: 7, rejected: 0, unknown: 4, 'not-sent': 0 });
  });

  test('of a finished run sends nothing and tells the same', async () => {
    const world = new World({ script: { answers: ['503 after delivery', 'bad id'] } });
    const { report } = await world.send();
    const again = await world.resume();
    expect(again.begun).toBe(0);
    const told = (life: typeof report) => life?.outcomes.map(({ state, ids }) => [state, ids]);
    expect(told(again.report)).toEqual(told(report));
  });

  test('takes a last line that is torn at any byte for one that was not written', async () => {
    const finished = new World();
    await finished.send();
    const bytes = finished.disk.bytes(finished.path);
    const end = bytes.lastIndexOf('{"type":"end"');
    const outcome = bytes.lastIndexOf('{"type":"outcome"');
    for (let length = outcome; length < end; length += 1) {
      const world = new World();
      world.disk.put(world.path, bytes.subarray(0, length));
      const { report, begun } = await world.resume();
      expect([length, begun, report?.counts]).toEqual([
        length,
        0,
        { accepted: 8, rejected: 0, unknown: 3, 'not-sent': 0 },
      ]);
      const [last, before] = linesOf(world.disk.bytes(world.path)).toReversed();
      expect([before?.type, last?.type]).toEqual(['intent', 'end']);
    }
  });

  test('waits until a request of the dead process cannot arrive any more', async () => {
    const world = new World();
    await world.send(IN_FLIGHT);
    world.crash('lost');
    await world.resume();
    expect(departures(world, NOON_MS)).toEqual([0, HELD_MS, HELD_MS + FROM_REQUEST_TO_REQUEST_MS]);
  });

  test('waits 15 minutes, not half a day, where the clock was set back', async () => {
    const before = new World({ beginMs: NOON_MS });
    await before.send(IN_FLIGHT);
    const world = new World({ beginMs: MIDNIGHT_MS });
    world.disk.put(world.path, before.disk.bytes(before.path));
    world.crash('lost');
    await world.resume();
    expect(departures(world, MIDNIGHT_MS)).toEqual([LONGEST_WAIT_MS, LONGEST_WAIT_MS + FROM_REQUEST_TO_REQUEST_MS]);
  });
});

/** When requests left, in milliseconds since the beginning. */
function departures({ vendor }: World, beginMs: number): readonly number[] {
  return vendor.requests.map(({ atMs }) => atMs - ONE_WAY_MS - beginMs);
}
