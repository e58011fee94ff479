import type { Delivery, Report } from 'imshop-push';
import { describe, expect, test } from 'vitest';
import { seeded } from '../bench/pacing/seeded.js';
import { SEED } from '../workspace/seed.js';
import { CRASH_EFFECTS, type CrashEffect } from './journal/disk.js';
import type { InjectedFault } from './journal/faulty-files.js';
import { type ProcessResult, Sandbox, type SandboxOptions } from './journal/sandbox.js';
import { drawnScript, WRITTEN_SCRIPTS } from './journal/scripts.js';

const DRAWN_SCRIPTS = 5;
const REPEATED_CRASHES = 250;

/** Fewer than the crashes in the shortest run, which halts at its first answer. */
const LEAST_CRASHES = 25;

/** A run takes about a millisecond; a busy machine may take far longer. */
const TIMEOUT_MS = 60_000;

const MODES: readonly Delivery[] = ['at-most-once', 'at-least-once'];
const CRASHES = ['crash-before', 'crash-after'] as const;

/** Scripts; every other one stores the ids. */
const CASES = [
  ...WRITTEN_SCRIPTS,
  ...Array.from({ length: DRAWN_SCRIPTS }, (_, index) => drawnScript(seeded(SEED + index))),
].map((script, index) => ({ script, storeIds: index % 2 === 0, seed: SEED + index }));

const NO_JOURNAL = ['JOURNAL_NOT_FOUND', 'JOURNAL_CORRUPT', 'JOURNAL_INPUT_MISSING'];

describe.each(MODES)('%s', (delivery) => {
  test.each(CASES)(
    'a resumed run keeps its guarantees after a crash at any operation: $script.name (ids stored: $storeIds, seed $seed)',
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
    `and after two more crashes of the resumed run: ${REPEATED_CRASHES} times from seed ${SEED}`,
    async () => {
      const broken: unknown[] = [];
      for (let index = 0; index < REPEATED_CRASHES; index += 1) {
        const seed = SEED + index;
        const random = seeded(seed);
        const options = { script: drawnScript(random), storeIds: random() < 0.5, delivery, seed };
        const faults = [drawnCrash(random), drawnCrash(random), drawnCrash(random)];
        const effects = faults.map(() => CRASH_EFFECTS[Math.floor(random() * CRASH_EFFECTS.length)] ?? 'lost');
        broken.push(...(await crashAgainAndAgain(options, faults, effects)));
      }
      expect(broken.slice(0, 5)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

test.each(CASES)(
  'sending again resumes the run after a crash at any operation: $script.name (ids stored: $storeIds, seed $seed)',
  async (options) => {
    const broken: unknown[] = [];
    for await (const { label, sandbox } of crashes({ ...options, delivery: 'at-most-once', resume: true })) {
      const again = async () => {
        const result = await sandbox.send();
        const violations = result.report
          ? sandbox.violations(result.report)
          : [`sending again failed: ${result.error}`];
        broken.push(...violations.map((violation) => ({ label, violation })));
        return result;
      };
      await again();
      sandbox.vendor.recover();
      const { report } = await again();
      const { started } = await again();
      const repeated = started > 0 ? ['requests were made for a run that had ended'] : [];
      broken.push(...[...unfinished(report), ...repeated].map((violation) => ({ label, violation })));
    }
    expect(broken.slice(0, 5)).toEqual([]);
  },
  TIMEOUT_MS,
);

interface Crash {
  readonly label: string;
  readonly sandbox: Sandbox;
}

/** A sandbox for each crash of a run, until the run ends before the crash. */
async function* crashes(options: SandboxOptions): AsyncGenerator<Crash, void, undefined> {
  for (let operation = 1; ; operation += 1) {
    for (const type of CRASHES) {
      for (const effect of effectsAt(operation)) {
        const sandbox = new Sandbox(options);
        const { files, report } = await sandbox.send({ operation, type });
        if (report) return;
        // The same as the crash after the append before it.
        if (type === 'crash-before' && files.operations.at(-1) === 'sync') break;
        const anythingToLose = sandbox.disk.unsynced > 0;
        sandbox.crash(effect);
        yield { label: `${type} ${files.operations.at(-1)} ${operation}, ${effect}`, sandbox };
        if (!anythingToLose) break;
      }
    }
  }
}

/** Torn and zeroed alternate, since both leave half a line. */
function effectsAt(operation: number): readonly CrashEffect[] {
  return ['kept', 'lost', operation % 2 === 0 ? 'torn' : 'zeroed'];
}

async function resumeAfter({ label, sandbox }: Crash): Promise<unknown[]> {
  const result = await sandbox.resume();
  const broken = afterResume(sandbox, result);
  // The rest is sent once the vendor has recovered; recorded outcomes are not examined again.
  if (!result.report?.counts['not-sent']) return broken.map((violation) => ({ label, violation }));
  sandbox.vendor.recover();
  const last = await sandbox.resume();
  return [...broken, ...afterResume(sandbox, last), ...unfinished(last.report)].map((violation) => ({
    label,
    violation,
  }));
}

async function crashAgainAndAgain(
  options: SandboxOptions,
  [first, ...others]: readonly InjectedFault[],
  effects: readonly CrashEffect[],
): Promise<unknown[]> {
  const sandbox = new Sandbox(options);
  await sandbox.send(first);
  for (const [index, fault] of others.entries()) {
    sandbox.crash(effects[index] ?? 'lost');
    await sandbox.resume(fault);
  }
  sandbox.crash(effects.at(-1) ?? 'lost');
  const broken = await resumeAfter({ label: JSON.stringify({ first, others, effects }), sandbox });
  return broken.map((violation) => ({ ...options, script: options.script.name, violation }));
}

function afterResume(sandbox: Sandbox, { report, error }: ProcessResult): readonly string[] {
  if (report) return sandbox.violations(report);
  const { code = String(error) } = Object(error) as { readonly code?: string };
  return [
    ...(NO_JOURNAL.includes(code) ? [] : [`resume failed: ${code} ${error}`]),
    ...(sandbox.vendor.started === 0 ? [] : [`${code} although ${sandbox.vendor.started} requests were started`]),
  ];
}

function unfinished(report: Report | undefined): readonly string[] {
  return [...(report?.ids('not-sent') ?? [])].map((id) => `${id} is not sent although the vendor has recovered`);
}

/** A crash within a run of average length. */
function drawnCrash(random: () => number): InjectedFault {
  return { operation: 1 + Math.floor(random() * 24), type: random() < 0.5 ? 'crash-before' : 'crash-after' };
}
