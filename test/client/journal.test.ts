import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PushClient, type Transport } from 'imshop-push';
import { describe, expect, test } from 'vitest';
import { folderOfTest } from '../temp-folder.js';
import { lineOf, linesOf } from './journal/lines.js';
import { PUSH, Sandbox, USER_IDS } from './journal/sandbox.js';

const NOON_MS = Date.UTC(2026, 10, 24, 12);
const MIDNIGHT_MS = Date.UTC(2026, 10, 24);

/** A crash before the outcome of the first request is recorded. */
const IN_FLIGHT = { operation: 6, type: 'crash-before' } as const;

/** The default time-out, and the gap at ten a minute. */
const HELD_MS = 75_000 + 6_100;

/** The longest possible wait. */
const LONGEST_WAIT_MS = 900_000;

/** Milliseconds from the client to the simulated vendor. */
const ONE_WAY_MS = 40;
const FROM_REQUEST_TO_REQUEST_MS = 6_100 + 2 * ONE_WAY_MS;

describe('the file', () => {
  test('is readable by its owner only, and can be resumed by another client', async () => {
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

  test('has one record a line: JSON, a tab, the CRC-32 of the JSON', async () => {
    const sandbox = new Sandbox({ storeIds: true });
    await sandbox.send();
    const bytes = sandbox.disk.bytes(sandbox.path);
    expect(linesOf(bytes).map(lineOf).join('')).toBe(bytes.toString());
    expect(linesOf(bytes).map(({ type }) => type)).toEqual(
      'run ids ids ids intent outcome intent outcome intent outcome end'.split(' '),
    );
  });

  test.each([false, true])('never contains the address, and ids and texts only with storeIds: %s', async (storeIds) => {
    const sandbox = new Sandbox({ storeIds, script: { answers: ['bad id', '503', '413'] } });
    await sandbox.send();
    const text = sandbox.disk.bytes(sandbox.path).toString();
    for (const secret of ['push.example', 'secret-path']) expect(text).not.toContain(secret);
    const found = [...USER_IDS, ...Object.values(PUSH.message)].filter((personal) => text.includes(personal));
    expect(found).toHaveLength(storeIds ? USER_IDS.length + 2 : 0);
  });

  test('has each intent before its request is sent, and each outcome before it is reported', async () => {
    const sandbox = new Sandbox({ script: { answers: ['ok', '503', '413'] } });
    const synced = () =>
      sandbox.disk.unsynced === 0 ? linesOf(sandbox.disk.bytes(sandbox.path)).at(-1)?.type : 'unsynced';
    const vendor = sandbox.vendor.transportFor({ isCrashed: false });
    const seen: unknown[] = [];
    await sandbox.runProcess((client, files) => client.send(PUSH, { journal: { path: sandbox.path, files } }), {
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

describe('resuming', () => {
  test('needs only the journal if that stores the ids', async () => {
    const sandbox = new Sandbox({ storeIds: true });
    await sandbox.send({ operation: 13, type: 'crash-before' });
    sandbox.crash('lost');
    const { report } = await sandbox.runProcess((client, files) => client.resume(sandbox.path, { files }));
    expect(report?.counts).toEqual({ accepted: 7, rejected: 0, unknown: 4, 'not-sent': 0 });
  });

  test('a finished run sends nothing and reports the same', async () => {
    const sandbox = new Sandbox({ script: { answers: ['503 after delivery', 'bad id'] } });
    const { report } = await sandbox.send();
    const again = await sandbox.resume();
    expect(again.started).toBe(0);
    const summary = (result: typeof report) => result?.outcomes.map(({ state, ids }) => [state, ids]);
    expect(summary(again.report)).toEqual(summary(report));
  });

  test('ignores a last line that is cut off at any byte', async () => {
    const finished = new Sandbox();
    await finished.send();
    const bytes = finished.disk.bytes(finished.path);
    const end = bytes.lastIndexOf('{"type":"end"');
    const outcome = bytes.lastIndexOf('{"type":"outcome"');
    for (let length = outcome; length < end; length += 1) {
      const sandbox = new Sandbox();
      sandbox.disk.put(sandbox.path, bytes.subarray(0, length));
      const { report, started } = await sandbox.resume();
      expect([length, started, report?.counts]).toEqual([
        length,
        0,
        { accepted: 8, rejected: 0, unknown: 3, 'not-sent': 0 },
      ]);
      const [last, before] = linesOf(sandbox.disk.bytes(sandbox.path)).toReversed();
      expect([before?.type, last?.type]).toEqual(['intent', 'end']);
    }
  });

  test('waits until a request of the dead process must have timed out', async () => {
    const sandbox = new Sandbox();
    await sandbox.send(IN_FLIGHT);
    sandbox.crash('lost');
    await sandbox.resume();
    expect(departures(sandbox, NOON_MS)).toEqual([0, HELD_MS, HELD_MS + FROM_REQUEST_TO_REQUEST_MS]);
  });

  test('waits 15 minutes, not half a day, if the clock was set back', async () => {
    const before = new Sandbox({ beginMs: NOON_MS });
    await before.send(IN_FLIGHT);
    const sandbox = new Sandbox({ beginMs: MIDNIGHT_MS });
    sandbox.disk.put(sandbox.path, before.disk.bytes(before.path));
    sandbox.crash('lost');
    await sandbox.resume();
    expect(departures(sandbox, MIDNIGHT_MS)).toEqual([LONGEST_WAIT_MS, LONGEST_WAIT_MS + FROM_REQUEST_TO_REQUEST_MS]);
  });
});

/** The times of the requests, in milliseconds since the beginning. */
function departures({ vendor }: Sandbox, beginMs: number): readonly number[] {
  return vendor.requests.map(({ atMs }) => atMs - ONE_WAY_MS - beginMs);
}
