import type { Delivery, Report } from 'imshop-push';
import { describe, expect, test } from 'vitest';
import { seeded } from '../bench/pacing/seeded.js';
import { SEED } from '../workspace/seed.js';
import { FATES, type Fate } from './journal/disk.js';
import type { Misfortune } from './journal/faulty-files.js';
import { drawnScript, WRITTEN_SCRIPTS } from './journal/scripts.js';
import { type Life, World, type WorldOptions } from './journal/world.js';

const DRAWN_SCRIPTS = 5;
const REPEATED_CRASHES = 250;

/** What there is to try in the shortest of the runs, which halts at its first answer. */
const LEAST_CRASHES = 25;

/** A run takes about a millisecond; a busy machine may take far longer. */
const TIMEOUT_MS = 60_000;

const MODES: readonly Delivery[] = ['at-most-once', 'at-least-once'];
const CRASHES = ['crash-before', 'crash-after'] as const;

/** A script, and whether the journal stores the ids: every other one does. */
const CASES = [
  ...WRITTEN_SCRIPTS,
  ...Array.from({ length: DRAWN_SCRIPTS }, (_, index) => drawnScript(seeded(SEED + index))),
].map((script, index) => ({ script, storeIds: index % 2 === 0, seed: SEED + index }));

const NO_JOURNAL = ['JOURNAL_NOT_FOUND', 'JOURNAL_CORRUPT', 'JOURNAL_INPUT_MISSING'];

describe.each(MODES)('%s', (delivery) => {
  test.each(CASES)(
    'whenever the machine stops, a resumed run keeps its promises: $script.name (ids stored: $storeIds, seed $seed)',
    async (options) => {
      const broken: unknown[] = [];
      let tried = 0;
      for await (const crash of crashes({ ...options, delivery })) {
        tried += 1;
        broken.push(...(await resumeAfter(crash)));
      }
      expect(broken.slice(0, 5)).toEqual([]);
      expect(tried).toBeGreaterThan(LEAST_CRASHES);
    },
    TIMEOUT_MS,
  );

  test(
    `and whenever it stops again, twice, while the run is resumed: ${REPEATED_CRASHES} times from seed ${SEED}`,
    async () => {
      const broken: unknown[] = [];
      for (let index = 0; index < REPEATED_CRASHES; index += 1) {
        const seed = SEED + index;
        const random = seeded(seed);
        const options = { script: drawnScript(random), storeIds: random() < 0.5, delivery, seed };
        const misfortunes = [drawnCrash(random), drawnCrash(random), drawnCrash(random)];
        const fates = misfortunes.map(() => FATES[Math.floor(random() * FATES.length)] ?? 'lost');
        broken.push(...(await crashAgainAndAgain(options, misfortunes, fates)));
      }
      expect(broken.slice(0, 5)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

test.each(CASES)(
  'whenever the machine stops, what is sent again goes on: $script.name (ids stored: $storeIds, seed $seed)',
  async (options) => {
    const broken: unknown[] = [];
    for await (const { label, world } of crashes({ ...options, delivery: 'at-most-once', resume: true })) {
      const again = async () => {
        const life = await world.send();
        const promises = life.report ? world.broken(life.report) : [`sending again failed: ${life.error}`];
        broken.push(...promises.map((promise) => ({ label, promise })));
        return life;
      };
      await again();
      world.vendor.recover();
      const { report } = await again();
      const { begun } = await again();
      const repeated = begun > 0 ? ['a run that had ended was not left alone'] : [];
      broken.push(...[...unfinished(report), ...repeated].map((promise) => ({ label, promise })));
    }
    expect(broken.slice(0, 5)).toEqual([]);
  },
  TIMEOUT_MS,
);

interface Crash {
  readonly label: string;
  readonly world: World;
}

/** A world for each way in which a run can be cut off, until it ends before the crash comes. */
async function* crashes(options: WorldOptions): AsyncGenerator<Crash, void, undefined> {
  for (let operation = 1; ; operation += 1) {
    for (const how of CRASHES) {
      for (const fate of fatesAt(operation)) {
        const world = new World(options);
        const { files, report } = await world.send({ operation, how });
        if (report) return;
        // The same as after the append that came before.
        if (how === 'crash-before' && files.operations.at(-1) === 'sync') break;
        const anythingToLose = world.disk.unsynced > 0;
        world.crash(fate);
        yield { label: `${how} ${files.operations.at(-1)} ${operation}, ${fate}`, world };
        if (!anythingToLose) break;
      }
    }
  }
}

/** Torn and zeroed take turns, since either shows half a line. */
function fatesAt(operation: number): readonly Fate[] {
  return ['kept', 'lost', operation % 2 === 0 ? 'torn' : 'zeroed'];
}

async function resumeAfter({ label, world }: Crash): Promise<unknown[]> {
  const life = await world.resume();
  const broken = afterResume(world, life);
  // On a better day everything left is sent; else there is nothing more to see, for what was done is not looked at again.
  if (!life.report?.counts['not-sent']) return broken.map((promise) => ({ label, promise }));
  world.vendor.recover();
  const last = await world.resume();
  return [...broken, ...afterResume(world, last), ...unfinished(last.report)].map((promise) => ({ label, promise }));
}

async function crashAgainAndAgain(
  options: WorldOptions,
  [first, ...others]: readonly Misfortune[],
  fates: readonly Fate[],
): Promise<unknown[]> {
  const world = new World(options);
  await world.send(first);
  for (const [index, misfortune] of others.entries()) {
    world.crash(fates[index] ?? 'lost');
    await world.resume(misfortune);
  }
  world.crash(fates.at(-1) ?? 'lost');
  const broken = await resumeAfter({ label: JSON.stringify({ first, others, fates }), world });
  return broken.map((promise) => ({ ...options, script: options.script.name, promise }));
}

function afterResume(world: World, { report, error }: Life): readonly string[] {
  if (report) return world.broken(report);
  const { code = String(error) } = Object(error) as { readonly code?: string };
  return [
    ...(NO_JOURNAL.includes(code) ? [] : [`resume failed: ${code} ${error}`]),
    ...(world.vendor.begun === 0 ? [] : [`${code} although ${world.vendor.begun} requests were begun`]),
  ];
}

function unfinished(report: Report | undefined): readonly string[] {
  return [...(report?.ids('not-sent') ?? [])].map((id) => `${id} is not sent although all is well`);
}

/** Somewhere in a run of usual length. */
function drawnCrash(random: () => number): Misfortune {
  return { operation: 1 + Math.floor(random() * 24), how: random() < 0.5 ? 'crash-before' : 'crash-after' };
}
