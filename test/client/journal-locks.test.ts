import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ROOT } from '../workspace/root.js';
import { type ProcessResult, PUSH, Sandbox } from './journal/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => rmSync(lock(), { force: true, recursive: true }));

const lock = () => `${sandbox.path}.lock`;

/** The content of the lock of a run in this process. */
async function ownLock(): Promise<object> {
  let owner = {};
  await new Sandbox().runProcess((client, files) => client.send(PUSH, { journal: { path: sandbox.path, files } }), {
    onEvent: () => {
      owner = JSON.parse(readFileSync(lock(), 'utf8')) as object;
    },
  });
  return owner;
}

/** The id of a process that has ended. */
const goneProcess = () => spawnSync(process.execPath, ['--version']).pid;

/** Differences from a lock of this process, and their effect. */
const LOCKS: readonly { readonly whose: string; readonly owner: () => object; readonly isBroken: boolean }[] = [
  { whose: 'this process', owner: () => ({}), isBroken: false },
  {
    whose: 'another process that is alive',
    owner: () => ({ pid: process.ppid, startTicks: undefined }),
    isBroken: false,
  },
  { whose: 'a process that has ended', owner: () => ({ pid: goneProcess() }), isBroken: true },
  { whose: 'an earlier boot', owner: () => ({ bootId: 'earlier' }), isBroken: true },
  {
    whose: 'an earlier process with our id',
    owner: () => ({ startTicks: '1' }),
    isBroken: process.platform === 'linux',
  },
  { whose: 'an unknown boot', owner: () => ({ bootId: undefined }), isBroken: false },
  { whose: 'another host', owner: () => ({ host: 'elsewhere' }), isBroken: false },
  {
    whose: 'another host, with a process id that has ended here',
    owner: () => ({ host: 'elsewhere', pid: goneProcess(), bootId: 'earlier' }),
    isBroken: false,
  },
];

describe.each(LOCKS)('a lock of $whose', ({ owner, isBroken }) => {
  test(isBroken ? 'is broken' : 'is respected', async () => {
    const mine = await ownLock();
    const text = JSON.stringify({ ...mine, ...owner() });
    writeFileSync(lock(), text);
    const result = await sandbox.send();
    if (isBroken) {
      expect(result.report).toMatchObject({ complete: true });
      expect(existsSync(lock())).toBe(false);
    } else {
      expect(result).toMatchObject({ started: 0, error: { code: 'JOURNAL_LOCKED' } });
      expect(String(result.error)).toMatch(/in use by process \d+ on .*; if that process has ended, remove .*\.lock$/);
      expect(readFileSync(lock(), 'utf8')).toBe(text);
    }
  });
});

test('a lock whose breaker died has to be removed by hand', async () => {
  writeFileSync(lock(), JSON.stringify({ ...(await ownLock()), pid: goneProcess() }));
  const { ino, mtimeNs } = statSync(lock(), { bigint: true });
  const breaker = `${lock()}.break-${ino}-${mtimeNs}`;
  writeFileSync(breaker, '');
  utimesSync(breaker, 0, 0);
  expect(await sandbox.send()).toMatchObject({ started: 0, error: { code: 'JOURNAL_LOCKED' } });
  rmSync(lock());
  expect((await sandbox.send()).report).toMatchObject({ complete: true });
});

describe('a lock without an owner', () => {
  test.each([
    { seconds: 0, code: 'JOURNAL_LOCKED' },
    { seconds: 10, code: 'JOURNAL_LOCKED' },
    { seconds: 11, code: undefined },
  ])('after $seconds s: $code', async ({ seconds, code }) => {
    const nowMs = Date.UTC(2026, 10, 24, 12);
    vi.useFakeTimers({ toFake: ['Date'], now: nowMs });
    onTestFinished(() => void vi.useRealTimers());
    writeFileSync(lock(), '');
    utimesSync(lock(), nowMs / 1000 - seconds, nowMs / 1000 - seconds);
    const { error } = await sandbox.send();
    expect(Object(error)).toEqual(code ? expect.objectContaining({ code }) : {});
  });
});

describe.skipIf(process.platform === 'win32')('a machine at its limits', () => {
  /** Sends in a process under a limit, stopped before its first request. Returns how the sends ended, and how many files stayed open. */
  function triesUnder(limit: string, tries: string) {
    const script = `
      import { closeSync, openSync, readdirSync, rmSync } from 'node:fs';
      import { PushClient } from 'imshop-push';
      const path = ${JSON.stringify(sandbox.path)};
      const push = { userIds: ['1'], message: { title: 'a', summary: 'b' } };
      const client = new PushClient({ url: 'http://127.0.0.1:9/' });
      const send = (resume) => client.send(push, { journal: { path, resume }, signal: AbortSignal.abort() });
      const open = () => process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
      const ends = [];
      const attempt = async (resume) => ends.push((await send(resume).catch((error) => error)).code ?? 'ran');
      const before = open();
      ${tries}
      console.log(ends.join(), open() - before);`;
    const node = [process.execPath, '--input-type=module', '-e', script];
    const bash = ['-c', `ulimit ${limit}; exec "$@"`, 'bash', ...node];
    const { stdout, stderr } = spawnSync('bash', bash, { cwd: ROOT, encoding: 'utf8' });
    return stdout.trim() + stderr;
  }

  test('a full disk refuses the run, and leaves neither a lock nor an open file', async () => {
    // A limit on the size of files has the effect of a full disk.
    const ends = triesUnder('-f 0', 'for (let times = 0; times < 3; times += 1) await attempt(false);');
    expect(ends).toBe('JOURNAL_IO,JOURNAL_IO,JOURNAL_IO 0');
    expect(existsSync(lock())).toBe(false);
    expect((await sandbox.send()).report).toMatchObject({ complete: true });
  });

  test('an unreadable lock is respected, however old it is', () => {
    // A folder, because root can read the files of any user.
    mkdirSync(lock());
    utimesSync(lock(), 0, 0);
    expect(triesUnder('-n 64', 'await attempt(false);')).toBe('JOURNAL_LOCKED 0');
    expect(existsSync(lock())).toBe(true);
  });

  test.each([false, true])('few file descriptors leave neither an open file nor a lock: resume %s', (resume) => {
    const ends = triesUnder(
      '-n 64',
      `const most = [];
      for (;;) try { most.push(openSync('/dev/null', 'r')); } catch { break; }
      for (let free = 0; free < 5; free += 1) {
        if (free > 0) closeSync(most.pop());
        await attempt(${resume});
        if (!${resume}) rmSync(path, { force: true });
      }
      for (const file of most) closeSync(file);`,
    );
    expect(ends).toMatch(/^(JOURNAL_IO,)+(ran,)*ran 0$/);
    expect(existsSync(lock())).toBe(false);
  });
});

describe('a run locks its journal', () => {
  test('until its end', async () => {
    const others: Promise<unknown>[] = [];
    const { report } = await sandbox.runProcess(
      (client, files) => client.send(PUSH, { journal: { path: sandbox.path, files } }),
      {
        onEvent: ({ type }) => type === 'planned' && others.push(failure(sandbox.send()), failure(sandbox.resume())),
      },
    );
    expect(await Promise.all(others)).toMatchObject([{ code: 'JOURNAL_LOCKED' }, { code: 'JOURNAL_LOCKED' }]);
    expect(report).toMatchObject({ complete: true });
  });

  test('but not after its end or a refusal', async () => {
    await sandbox.send();
    expect(existsSync(lock())).toBe(false);
    for (const refused of [sandbox.send(), new Sandbox().resume()]) {
      expect((await refused).error).toMatchObject({ code: expect.stringMatching(/^JOURNAL_(EXISTS|NOT_FOUND)$/) });
      expect(existsSync(lock())).toBe(false);
    }
  });

  test('and leaves the lock of another process that locked after a removal by hand', async () => {
    const { report } = await sandbox.runProcess(
      (client, files) => client.send(PUSH, { journal: { path: sandbox.path, files } }),
      {
        onEvent: ({ type }) => {
          if (type !== 'planned') return;
          rmSync(lock());
          writeFileSync(lock(), 'of another');
        },
      },
    );
    expect(report).toMatchObject({ complete: true });
    expect(readFileSync(lock(), 'utf8')).toBe('of another');
  });

  test('and ends normally if the lock was removed by hand', async () => {
    const { report } = await sandbox.runProcess(
      (client, files) => client.send(PUSH, { journal: { path: sandbox.path, files } }),
      {
        onEvent: ({ type }) => type === 'settled' && rmSync(lock(), { force: true }),
      },
    );
    expect(report).toMatchObject({ complete: true });
  });
});

const failure = async (result: Promise<ProcessResult>) => (await result).error;
