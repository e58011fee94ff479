import { type Delivery, JournalError } from 'imshop-push';
import { describe, expect, test, vi } from 'vitest';
import { seeded } from '../bench/pacing/seeded.js';
import { SEED } from '../workspace/seed.js';
import { FATES } from './journal/disk.js';
import type { Misfortune } from './journal/faulty-files.js';
import { drawnScript, WRITTEN_SCRIPTS } from './journal/scripts.js';
import { type Life, World, type WorldOptions } from './journal/world.js';

const DRAWN_SCRIPTS = 5;
const TIMEOUT_MS = 60_000;

const MODES: readonly Delivery[] = ['at-most-once', 'at-least-once'];
/** Where a run was cut off that is resumed on a failing disk: behind its second request, in most scripts. */
const INTERRUPTED: Misfortune = { operation: 11, how: 'crash-before' };
const CODES = ['EIO', 'ENOSPC'] as const;

const CASES = [
  ...WRITTEN_SCRIPTS,
  ...Array.from({ length: DRAWN_SCRIPTS }, (_, index) => drawnScript(seeded(SEED - index))),
].map((script, index) => ({ script, storeIds: index % 2 === 1, seed: SEED + index }));

describe.each(MODES)('%s', (delivery) => {
  test.each(CASES)(
    'whichever write fails, the run stops, and tells what is known: $script.name (seed $seed)',
    async (options) => {
      const broken: unknown[] = [];
      for (const interrupted of [undefined, INTERRUPTED]) {
        for await (const { world, life, misfortune } of failures({ ...options, delivery }, interrupted)) {
          const wrong = [...afterFailure(world, life), ...(await afterRepair(world, life))];
          broken.push(...wrong.map((promise) => ({ interrupted, misfortune, promise })));
        }
      }
      expect(broken.slice(0, 5)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

test('what goes wrong with the closing of a journal takes no report away', async () => {
  using warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const { files } = await new World().send();
  const { report } = await new World().send({ operation: files.operations.length, how: 'fail' });
  expect(files.operations.at(-1)).toBe('close');
  expect(report).toMatchObject({ complete: true });
  expect(warning).toHaveBeenCalledOnce();
});

interface Failure {
  readonly world: World;
  readonly life: Life;
  readonly misfortune: Misfortune;
}

/** A world for each operation but the last one, which closes the file; of a resumed run, where the first one was interrupted. */
async function* failures(
  options: WorldOptions,
  interrupted: Misfortune | undefined,
): AsyncGenerator<Failure, void, undefined> {
  const begin = async (world: World, misfortune?: Misfortune) => {
    if (!interrupted) return world.send(misfortune);
    await world.send(interrupted);
    world.crash('lost');
    return world.resume(misfortune);
  };
  const { files } = await begin(new World(options));
  for (let operation = 1; operation < files.operations.length; operation += 1) {
    const misfortune = { operation, how: 'fail', code: CODES[operation % CODES.length] ?? 'EIO' } as const;
    const world = new World(options);
    yield { world, life: await begin(world, misfortune), misfortune };
  }
}

function afterFailure(world: World, { files, error, begun, begunAtMisfortune }: Life): readonly string[] {
  if (!(error instanceof JournalError)) return [`threw ${error}`];
  const { code, report } = error;
  const wrote = files.afterFailure.filter((operation) => operation !== 'close');
  return [
    ...(code === 'JOURNAL_IO' ? [] : [`threw ${code}`]),
    ...wrote.map((operation) => `${operation} after the failure`),
    ...(files.openFiles === 0 ? [] : ['the file was left open']),
    ...(begun === begunAtMisfortune ? [] : ['sent something after the failure']),
    ...(report || begun === 0 ? [] : [`no report after ${begun} requests`]),
    ...(report ? world.broken(report) : []),
  ];
}

/** Whatever was written by halves: who goes on from it keeps the promises. */
async function afterRepair(world: World, { error }: Life): Promise<readonly string[]> {
  world.crash(FATES[Math.floor(world.random() * FATES.length)] ?? 'lost');
  const { report } = await world.resume();
  if (report) return world.broken(report);
  return error instanceof JournalError && error.report ? ['cannot be resumed'] : [];
}
