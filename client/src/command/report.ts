import { JournalError } from '../journal/journal-error.js';
import type { OutcomeState } from '../outcome.js';
import type { Push } from '../push.js';
import { countsOf, reportOf } from '../report-of.js';
import type { Arguments } from './arguments.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import { countsText } from './summary.js';
import { UsageError } from './usage-error.js';
import { print, say, type World } from './world.js';

/** What became of everybody in a run, from its journal. */
export async function report(
  { flags, journal = '' }: Arguments,
  push: Push | undefined,
  world: World,
): Promise<number> {
  const { state, json = false } = flags;
  if (state === undefined) return overview(journal, push, json, world);
  const made = await reportOf(journal, push && { push });
  const { counts } = made;
  if (!Object.hasOwn(counts, state)) {
    throw new UsageError(`--state must be ${Object.keys(counts).join(', ')}, is ${state}`);
  }
  const ids = made.ids(state as OutcomeState);
  if (json) return say(world, `${JSON.stringify([...ids])}\n`);
  for (const id of ids) world.stdout.write(`${id}\n`);
  return EXIT.accepted;
}

/** Without the ids, at least how many are in each state. */
async function overview(journal: string, push: Push | undefined, json: boolean, world: World): Promise<number> {
  try {
    print(await reportOf(journal, push && { push }), world, journal, json);
  } catch (error) {
    if (!(error instanceof JournalError && error.code === 'JOURNAL_INPUT_MISSING')) throw error;
    const counts = await countsOf(journal);
    say(world, json ? `${JSON.stringify({ exitCode: exitCodeOf(counts), counts, journal })}\n` : countsText(counts));
  }
  return EXIT.accepted;
}
