import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../workspace/root.js';
import { type Life, PUSH, World } from './journal/world.js';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => rmSync(lock(), { force: true }));

const lock = () => `${world.path}.lock`;

/** What stands in the lock of a run in this process. */
async function ownLock(): Promise<object> {
  let owner = {};
  await new World().live((client, files) => client.send(PUSH, { journal: { path: world.path, files } }), {
    onEvent: () => {
      owner = JSON.parse(readFileSync(lock(), 'utf8')) as object;
    },
  });
  return owner;
}

/** A process that was, and is no more. */
const goneProcess = () => spawnSync(process.execPath, ['--version']).pid;

/** What differs from a lock of this very process, and what comes of it. */
const LOCKS: readonly { readonly whose: string; readonly owner: () => object; readonly isBroken: boolean }[] = [
  { whose: 'this process', owner: () => ({}), isBroken: false },
  { whose: 'another process that is alive', owner: () => ({ pid: process.ppid, began: undefined }), isBroken: false },
  { whose: 'a process that is no more', owner: () => ({ pid: goneProcess() }), isBroken: true },
  { whose: 'an earlier boot', owner: () => ({ boot: 'earlier' }), isBroken: true },
  { whose: 'an earlier process with our id', owner: () => ({ began: '1' }), isBroken: process.platform === 'linux' },
  { whose: 'another host', owner: () => ({ host: 'elsewhere' }), isBroken: false },
  {
    whose: 'another host, of a process that is not here',
    owner: () => ({ host: 'elsewhere', pid: goneProcess(), boot: 'earlier' }),
    isBroken: false,
  },
];

describe.each(LOCKS)('a lock of $whose', ({ owner, isBroken }) => {
  test(isBroken ? 'is broken' : 'is respected', async () => {
    const mine = await ownLock();
    const text = JSON.stringify({ ...mine, ...owner() });
    writeFileSync(lock(), text);
    const life = await world.send();
    if (isBroken) {
      expect(life.report).toMatchObject({ complete: true });
      expect(existsSync(lock())).toBe(false);
    } else {
      expect(life).toMatchObject({ begun: 0, error: { code: 'JOURNAL_LOCKED' } });
      expect(String(life.error)).toMatch(/in use by process \d+ on .*; if that is not so, remove .*\.lock$/);
      expect(readFileSync(lock(), 'utf8')).toBe(text);
    }
  });
});

describe('a lock without an owner', () => {
  test.each([
    { age: 'a moment', seconds: 0, code: 'JOURNAL_LOCKED' },
    { age: 'a minute', seconds: 60, code: undefined },
  ])('after $age: $code', async ({ seconds, code }) => {
    writeFileSync(lock(), '');
    const then = Date.now() / 1000 - seconds;
    utimesSync(lock(), then, then);
    const { error } = await world.send();
    expect(Object(error)).toEqual(code ? expect.objectContaining({ code }) : {});
  });
});

// A limit on the size of files does what a full disk does, and needs no disk.
describe.skipIf(process.platform === 'win32')('a disk that takes nothing', () => {
  const onFullDisk = (script: string) => {
    const node = [process.execPath, '--input-type=module', '-e', `import * as push from 'imshop-push';${script}`];
    return spawnSync('bash', ['-c', 'ulimit -f 0; exec "$@"', 'bash', ...node], { cwd: ROOT, encoding: 'utf8' });
  };

  test('refuses the run, and leaves neither a lock nor an open file', async () => {
    const { stdout, stderr } = onFullDisk(`
      import { readdirSync } from 'node:fs';
      const client = new push.PushClient({ url: 'http://127.0.0.1:9/' });
      const options = { journal: ${JSON.stringify(world.path)} };
      const open = () => process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
      const send = () => client.send({ userIds: ['1'], message: { title: 'a', summary: 'b' } }, options);
      const codes = [];
      const before = open();
      for (let times = 0; times < 3; times += 1) codes.push((await send().catch((error) => error)).code);
      console.log(codes.join(), open() - before);
    `);
    expect([stdout.trim(), stderr]).toEqual(['JOURNAL_IO,JOURNAL_IO,JOURNAL_IO 0', '']);
    expect(existsSync(lock())).toBe(false);
    expect((await world.send()).report).toMatchObject({ complete: true });
  });
});

describe('a run has its journal for itself', () => {
  test('while it lasts', async () => {
    const others: Promise<unknown>[] = [];
    const { report } = await world.live(
      (client, files) => client.send(PUSH, { journal: { path: world.path, files } }),
      {
        onEvent: ({ type }) => type === 'planned' && others.push(failure(world.send()), failure(world.resume())),
      },
    );
    expect(await Promise.all(others)).toMatchObject([{ code: 'JOURNAL_LOCKED' }, { code: 'JOURNAL_LOCKED' }]);
    expect(report).toMatchObject({ complete: true });
  });

  test('and not after its end, or a refusal', async () => {
    await world.send();
    expect(existsSync(lock())).toBe(false);
    for (const refused of [world.send(), new World().resume()]) {
      expect((await refused).error).toMatchObject({ code: expect.stringMatching(/^JOURNAL_(EXISTS|NOT_FOUND)$/) });
      expect(existsSync(lock())).toBe(false);
    }
  });

  test('and ends well where somebody removed the lock', async () => {
    const { report } = await world.live(
      (client, files) => client.send(PUSH, { journal: { path: world.path, files } }),
      {
        onEvent: ({ type }) => type === 'settled' && rmSync(lock(), { force: true }),
      },
    );
    expect(report).toMatchObject({ complete: true });
  });
});

const failure = async (life: Promise<Life>) => (await life).error;
