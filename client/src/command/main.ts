import type { Readable } from 'node:stream';
import { PushClient } from '../client.js';
import { PushError } from '../errors.js';
import { JournalError } from '../journal/journal-error.js';
import type { OutcomeState } from '../outcome.js';
import type { Push } from '../push.js';
import type { Report } from '../report.js';
import { countsOf, reportOf } from '../report-of.js';
import { VERSION } from '../version.js';
import { type Arguments, argumentsOf } from './arguments.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import { HELP } from './help.js';
import { jobJournalOf, withAdvice } from './job-journal.js';
import { openPaceStore } from './open-pace-store.js';
import { Progress, type Screen } from './progress.js';
import { asUsage, clientOptions, type Environment, paceStoreOf } from './settings.js';
import { countsText, hadEnded, planText, reportJson, reportText } from './summary.js';
import { UsageError } from './usage-error.js';
import { jobPathOf, workOf } from './work.js';

/** What the command has of the world around it. */
export interface World {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly stdin: Readable;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: Screen;
  /** Aborted by the first request to end: the answer on its way is waited for. */
  readonly stop: AbortSignal;
  /** Aborted by the second: nothing is waited for. */
  readonly cut: AbortSignal;
}

/** Runs the command and gives its exit code. */
export async function main(world: World): Promise<number> {
  try {
    return await run(argumentsOf(world.argv), world);
  } catch (error) {
    const told = asUsage(error);
    if (!(told instanceof UsageError || told instanceof PushError)) throw error;
    const hint = 'code' in told && told.code === 'JOURNAL_INPUT_MISSING' ? ' with --ids, --title and --summary' : '';
    complain(world, `${told.message}${hint}`);
    return world.stop.aborted ? EXIT.halted : EXIT.usage;
  }
}

async function run(args: Arguments, world: World): Promise<number> {
  const { command, flags, journal } = args;
  if (flags.help) return say(world, HELP);
  if (flags.version) return say(world, `${VERSION}\n`);
  const push = await workOf(flags, world.env, world.stdin, world.stop);
  switch (command) {
    case 'report':
      return report(args, push, world);
    case 'resume':
      return deliver(args, world, (client, signal) => client.resume(journal ?? '', { signal, ...(push && { push }) }));
    default: {
      if (!push) throw new UsageError('there is nothing to send: give --ids, --title and --summary, or IMSHOP_JOB');
      if (command === 'plan' || flags['dry-run']) return plan(args, push, world);
      return send(args, push, world);
    }
  }
}

/** Without `--journal`, a job has one of its own, and goes on where it is started again. */
async function send({ flags, ...args }: Arguments, push: Push, world: World): Promise<number> {
  const ofJob = args.journal === undefined ? await jobJournalOf(jobPathOf(flags, world.env)) : undefined;
  const path = args.journal ?? ofJob;
  const storeIds = flags['store-ids'] ?? false;
  if (storeIds && path === undefined) throw new UsageError('--store-ids needs --journal');
  const journal = path !== undefined && { journal: { path, storeIds, goOn: ofJob !== undefined } };
  try {
    return await deliver({ ...args, flags, journal: path }, world, (client, signal) =>
      client.send(push, { signal, ...journal }),
    );
  } catch (error) {
    throw ofJob === undefined ? error : withAdvice(error);
  }
}

async function plan({ flags }: Arguments, push: Push, world: World): Promise<number> {
  const client = new PushClient(clientOptions(flags, world.env, false));
  const made = await client.plan(push);
  return say(world, flags.json ? `${JSON.stringify(made)}\n` : planText(made));
}

async function deliver(
  { flags, journal }: Arguments,
  world: World,
  start: (client: PushClient, signal: AbortSignal) => Promise<Report>,
): Promise<number> {
  const options = clientOptions(flags, world.env, true);
  const { store, close } = await openPaceStore(paceStoreOf(flags, world.env));
  const progress = new Progress(world.stderr, Date.now);
  const client = new PushClient({
    ...options,
    pacing: { ...options.pacing, store },
    onEvent: (event) => progress.onEvent(event),
  });
  try {
    const started = start(client, world.cut);
    // Whoever asked for an end before there was a run gets the report of one that sent nothing.
    if (world.stop.aborted) client.close();
    world.stop.addEventListener('abort', () => client.close(), { once: true });
    const made = await started;
    if (!flags.json && hadEnded(made)) say(world, `nothing was left to send: the run in ${journal} had ended\n`);
    return print(made, world, journal, flags.json ?? false);
  } catch (error) {
    if (!(error instanceof JournalError && error.report)) throw error;
    complain(world, error.message);
    return print(error.report, world, journal, flags.json ?? false);
  } finally {
    progress.end();
    await client.close();
    await close();
  }
}

async function report({ flags, journal = '' }: Arguments, push: Push | undefined, world: World): Promise<number> {
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

function print(made: Report, world: World, journal: string | undefined, json: boolean): number {
  world.stdout.write(json ? reportJson(made, journal) : reportText(made, journal));
  return exitCodeOf(made.counts);
}

function complain({ stderr }: World, message: string): void {
  stderr.write(`imshop-push: ${message}\n`);
}

function say({ stdout }: World, text: string): number {
  stdout.write(text);
  return EXIT.accepted;
}
