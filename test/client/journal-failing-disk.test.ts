import { type Delivery, JournalError } from 'imshop-push';
import { describe, expect, test, vi } from 'vitest';
import { seeded } from '../bench/pacing/seeded.js';
import { SEED } from '../workspace/seed.js';
import { CRASH_EFFECTS } from './journal/disk.js';
import type { InjectedFault } from './journal/faulty-files.js';
import { type ProcessResult, Sandbox, type SandboxOptions } from './journal/sandbox.js';
import { drawnScript, WRITTEN_SCRIPTS } from './journal/scripts.js';

const DRAWN_SCRIPTS = 5;
const TIMEOUT_MS = 60_000;

const MODES: readonly Delivery[] = ['at-most-once', 'at-least-once'];
/** The crash of the run that is resumed on a failing disk: after its second request, in most scripts. */
const INTERRUPTED: InjectedFault = { operation: 11, type: 'crash-before' };
const CODES = ['EIO', 'ENOSPC'] as const;

const CASES = [
  ...WRITTEN_SCRIPTS,
  ...Array.from({ length: DRAWN_SCRIPTS }, (_, index) => drawnScript(seeded(SEED - index))),
].map((script, index) => ({ script, storeIds: index % 2 === 1, seed: SEED + index }));

describe.each(MODES)('%s', (delivery) => {
  test.each(CASES)(
    'the run stops at any failed write, and reports the outcomes so far: $script.name (seed $seed)',
    async (options) => {
      const broken: unknown[] = [];
      for (const interrupted of [undefined, INTERRUPTED]) {
        for await (const { sandbox, result, fault } of failures({ ...options, delivery }, interrupted)) {
          const wrong = [...afterFailure(sandbox, result), ...(await afterRepair(sandbox, result))];
          broken.push(...wrong.map((violation) => ({ interrupted, fault, violation })));
        }
      }
      expect(broken.slice(0, 5)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

test('a failure to close the journal does not replace the report', async () => {
  using warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const { files } = await new Sandbox().send();
  const { report } = await new Sandbox().send({ operation: files.operations.length, type: 'fail' });
  expect(files.operations.at(-1)).toBe('close');
  expect(report).toMatchObject({ complete: true });
  expect(warning).toHaveBeenCalledOnce();
});

interface Failure {
  readonly sandbox: Sandbox;
  readonly result: ProcessResult;
  readonly fault: InjectedFault;
}

/** A sandbox for each failed operation but the last, which closes the file; of the resumed run, if the first was interrupted. */
async function* failures(
  options: SandboxOptions,
  interrupted: InjectedFault | undefined,
): AsyncGenerator<Failure, void, undefined> {
  const begin = async (sandbox: Sandbox, fault?: InjectedFault) => {
    if (!interrupted) return sandbox.send(fault);
    await sandbox.send(interrupted);
    sandbox.crash('lost');
    return sandbox.resume(fault);
  };
  const { files } = await begin(new Sandbox(options));
  for (let operation = 1; operation < files.operations.length; operation += 1) {
    const fault = { operation, type: 'fail', code: CODES[operation % CODES.length] ?? 'EIO' } as const;
    const sandbox = new Sandbox(options);
    yield { sandbox, result: await begin(sandbox, fault), fault };
  }
}

function afterFailure(sandbox: Sandbox, { files, error, started, startedAtFault }: ProcessResult): readonly string[] {
  if (!(error instanceof JournalError)) return [`threw ${error}`];
  const { code, report } = error;
  const wrote = files.afterFailure.filter((operation) => operation !== 'close');
  return [
    ...(code === 'JOURNAL_IO' ? [] : [`threw ${code}`]),
    ...wrote.map((operation) => `${operation} after the failure`),
    ...(files.openFiles === 0 ? [] : ['the file was left open']),
    ...(started === startedAtFault ? [] : ['sent something after the failure']),
    ...(report || started === 0 ? [] : [`no report after ${started} requests`]),
    ...(report ? sandbox.violations(report) : []),
  ];
}

/** A run that is resumed from half-written records keeps the guarantees. */
async function afterRepair(sandbox: Sandbox, { error }: ProcessResult): Promise<readonly string[]> {
  sandbox.crash(CRASH_EFFECTS[Math.floor(sandbox.random() * CRASH_EFFECTS.length)] ?? 'lost');
  const { report } = await sandbox.resume();
  if (report) return sandbox.violations(report);
  return error instanceof JournalError && error.report ? ['cannot be resumed'] : [];
}
