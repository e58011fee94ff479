import { PushClient } from '../client.js';
import { PushError } from '../errors.js';
import { JournalError } from '../journal/journal-error.js';
import { countsFromJournal, reportFromJournal } from '../journal-report.js';
import type { Push } from '../push.js';
import type { OutcomeState } from '../report.js';
import { VERSION } from '../version.js';
import { type Arguments, HELP, parseArguments } from './arguments.js';
import { asUsageError, clientOptions } from './client-options.js';
import { type CommandContext, EXIT, exitCodeOf, printError, UsageError } from './context.js';
import { countsText, planText, reportJson, reportText } from './format.js';
import { pushFromInput } from './push-input.js';
import { resume, send } from './send.js';

/** Runs the command and returns its exit code. */
export async function main(context: CommandContext): Promise<number> {
  try {
    return await run(parseArguments(context.argv), context);
  } catch (thrown) {
    const error = asUsageError(thrown);
    if (!(error instanceof UsageError || error instanceof PushError)) throw error;
    const hint = 'code' in error && error.code === 'JOURNAL_INPUT_MISSING' ? ' with --ids, --title and --summary' : '';
    printError(context, `${error.message}${hint}`);
    return context.stop.aborted ? EXIT.notSent : EXIT.usage;
  }
}

async function run(args: Arguments, context: CommandContext): Promise<number> {
  const { command, flags } = args;
  if (flags.help) return print(HELP, context);
  if (flags.version) return print(`${VERSION}\n`, context);
  const push = await pushFromInput(flags, context);
  if (command === 'report') return report(args, push, context);
  if (command === 'resume') return resume(args, push, context);
  if (!push) throw new UsageError('nothing to send: give --ids, --title and --summary, or set IMSHOP_JOB');
  return command === 'plan' || flags['dry-run'] ? plan(args, push, context) : send(args, push, context);
}

async function plan({ flags }: Arguments, push: Push, context: CommandContext): Promise<number> {
  const client = new PushClient(clientOptions(flags, context.env, false));
  const planned = await client.plan(push);
  return print(flags.json ? `${JSON.stringify(planned)}\n` : planText(planned), context);
}

/** Prints the outcomes of a run from its journal; with `--state`, the ids in that state; without ids, at least the counts. */
async function report(
  { flags: { state, json }, journal = '' }: Arguments,
  push: Push | undefined,
  context: CommandContext,
): Promise<number> {
  try {
    const found = await reportFromJournal(journal, push && { push });
    if (state === undefined) return print(json ? reportJson(found, journal) : reportText(found, journal), context);
    if (!Object.hasOwn(found.counts, state))
      throw new UsageError(`--state must be ${Object.keys(found.counts).join(', ')}, is ${state}`);
    const ids = found.ids(state as OutcomeState);
    if (json) return print(`${JSON.stringify([...ids])}\n`, context);
    for (const id of ids) print(`${id}\n`, context);
    return EXIT.accepted;
  } catch (error) {
    const needsIds = error instanceof JournalError && error.code === 'JOURNAL_INPUT_MISSING';
    if (!needsIds || state !== undefined) throw error;
    const counts = await countsFromJournal(journal);
    return print(
      json ? `${JSON.stringify({ exitCode: exitCodeOf(counts), counts, journal })}\n` : countsText(counts),
      context,
    );
  }
}

function print(text: string, { stdout }: CommandContext): number {
  stdout.write(text);
  return EXIT.accepted;
}
