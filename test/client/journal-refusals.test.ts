import { type ClientOptions, JournalError, type JournalErrorCode, type Push, PushClient } from 'imshop-push';
import { describe, expect, test } from 'vitest';
import { lineOf, linesOf } from './journal/lines.js';
import { type ProcessResult, PUSH, Sandbox, USER_IDS } from './journal/sandbox.js';

const CUT_OFF = { operation: 8, type: 'crash-before' } as const;

/** A sandbox whose run crashed at the intent of its second request. */
async function interrupted(options: { readonly storeIds?: boolean } = {}): Promise<Sandbox> {
  const sandbox = new Sandbox(options);
  await sandbox.send(CUT_OFF);
  sandbox.crash('lost');
  return sandbox;
}

function resume(
  sandbox: Sandbox,
  push: Push | undefined,
  options: Partial<ClientOptions> = {},
): Promise<ProcessResult> {
  return sandbox.runProcess((client, files) => client.resume(sandbox.path, { files, ...(push && { push }) }), options);
}

function expectRefusal({ error, started }: ProcessResult, code: JournalErrorCode, message: RegExp): void {
  expect(error).toBeInstanceOf(JournalError);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message), report: undefined });
  expect(started).toBe(0);
}

describe('a different push', () => {
  const { message } = PUSH;
  test.each<[string, Push, RegExp]>([
    [
      'one id is different',
      { ...PUSH, userIds: USER_IDS.with(3, 'somebody') },
      /different ids: 11 customers then, 11 now/,
    ],
    ['one id less', { ...PUSH, userIds: USER_IDS.slice(1) }, /different ids: 11 customers then, 10 now/],
    ['one id more', { ...PUSH, userIds: [...USER_IDS, 'somebody'] }, /different ids: 11 customers then, 12 now/],
    ['another order', { ...PUSH, userIds: USER_IDS.toReversed() }, /or in a different order/],
    ['another title', { ...PUSH, message: { ...message, title: 'Другой' } }, /a different title, summary or deeplink/],
    ['another summary', { ...PUSH, message: { ...message, summary: '.' } }, /a different title, summary or deeplink/],
    ['a deeplink', { ...PUSH, deeplink: 'slug://browse' }, /a different title, summary or deeplink/],
  ])('is refused: %s', async (_, push, words) => {
    for (const storeIds of [false, true]) {
      const sandbox = await interrupted({ storeIds });
      const before = sandbox.disk.bytes(sandbox.path);
      expectRefusal(await resume(sandbox, push), 'JOURNAL_MISMATCH', words);
      expect(sandbox.disk.bytes(sandbox.path)).toEqual(before);
    }
  });

  test('is refused: a different address, which is not printed', async () => {
    const result = await resume(await interrupted(), PUSH, { url: 'https://push.example/other-path' });
    expectRefusal(result, 'JOURNAL_MISMATCH', /^((?!path).)*a different URL$/);
  });

  test('is not one with duplicate ids, or from another kind of source', async () => {
    async function* slowly() {
      yield* USER_IDS;
      yield* USER_IDS;
    }
    const { report } = await resume(await interrupted(), { ...PUSH, userIds: slowly() }, { chunkSize: 100 });
    expect(report?.counts).toMatchObject({ accepted: USER_IDS.length });
  });
});

describe('ids that are missing in the journal', () => {
  test('are asked for', async () => {
    expectRefusal(
      await resume(await interrupted(), undefined),
      'JOURNAL_INPUT_MISSING',
      /pass the push of the run again/,
    );
  });

  test('are asked for if a crash came before all were written', async () => {
    const sandbox = new Sandbox({ storeIds: true });
    await sandbox.send({ operation: 4, type: 'crash-after' });
    sandbox.crash('kept');
    expectRefusal(await resume(sandbox, undefined), 'JOURNAL_INPUT_MISSING', /pass the push of the run again/);
    expect((await resume(sandbox, PUSH)).report).toMatchObject({ complete: true });
  });
});

describe('an existing journal', () => {
  test('is not overwritten', async () => {
    const sandbox = await interrupted();
    const before = sandbox.disk.bytes(sandbox.path);
    expectRefusal(await sandbox.send(), 'JOURNAL_EXISTS', /exists already/);
    expect(sandbox.disk.bytes(sandbox.path)).toEqual(before);
  });
});

describe('an existing journal, with resume,', () => {
  test('must belong to the same push', async () => {
    const sandbox = await interrupted();
    const result = await sandbox.runProcess((client, files) =>
      client.send({ ...PUSH, userIds: ['somebody'] }, { journal: { path: sandbox.path, resume: true, files } }),
    );
    expectRefusal(result, 'JOURNAL_MISMATCH', /different ids: 11 customers then, 1 now/);
  });

  test.each(['somebody’s notes', '{"type":"package"', `${lineOf({ type: 'run', version: 1 })}notes\n\n`])(
    'must not be a file of another program: %j',
    async (text) => {
      const sandbox = new Sandbox({ resume: true });
      sandbox.disk.put(sandbox.path, Buffer.from(text));
      expectRefusal(await sandbox.send(), 'JOURNAL_CORRUPT', /does not start with a run record|is corrupt/);
      expect(sandbox.disk.bytes(sandbox.path).toString()).toBe(text);
    },
  );
});

describe('a missing journal', () => {
  test('cannot be resumed', async () => {
    expectRefusal(await new Sandbox().resume(), 'JOURNAL_NOT_FOUND', /does not exist/);
  });

  test('cannot be created in a missing folder', async () => {
    const client = new PushClient({ url: 'https://push.example/', transport: { post: () => expect.unreachable() } });
    const sending = client.send(PUSH, { journal: '/no/such/folder/run.journal' });
    await expect(sending).rejects.toMatchObject({ code: 'JOURNAL_NOT_FOUND' });
  });
});

describe('a corrupt journal', () => {
  test('is refused with the number of the line, unless it is the last', async () => {
    const finished = new Sandbox({ storeIds: true });
    await finished.send();
    const lines = linesOf(finished.disk.bytes(finished.path)).map(lineOf);
    expect(lines).toHaveLength(11);
    for (const [index, line] of lines.slice(0, -1).entries()) {
      const sandbox = new Sandbox({ storeIds: true, seed: index });
      const bytes = Buffer.from(line);
      const at = Math.floor(sandbox.random() * (bytes.length - 1));
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      const text = [...lines.slice(0, index), bytes, ...lines.slice(index + 1)].map((part) => Buffer.from(part));
      sandbox.disk.put(sandbox.path, Buffer.concat(text));
      expectRefusal(await sandbox.resume(), 'JOURNAL_CORRUPT', new RegExp(`line ${index + 1} is corrupt`));
    }
  });

  test.each([
    ['it is empty', ''],
    ['it has half a line', lineOf({ type: 'run', version: 1 }).slice(0, -3)],
    ['it begins with something else', lineOf({ type: 'end', atMs: 0, complete: true })],
  ])('is refused: %s', async (_, text) => {
    const sandbox = new Sandbox();
    sandbox.disk.put(sandbox.path, Buffer.from(text));
    expectRefusal(await sandbox.resume(), 'JOURNAL_CORRUPT', /does not start with a run record, so nothing was sent/);
  });

  test('is refused: another version of this package wrote it', async () => {
    const sandbox = await interrupted();
    const [run, ...rest] = linesOf(sandbox.disk.bytes(sandbox.path));
    const lines = [{ ...run, version: 2 }, ...rest].map(lineOf);
    sandbox.disk.put(sandbox.path, Buffer.from(lines.join('')));
    expectRefusal(await sandbox.resume(), 'JOURNAL_VERSION', /has version 2, this package reads 1/);
  });
});
