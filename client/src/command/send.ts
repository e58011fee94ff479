import { PushClient } from '../client.js';
import { JournalError } from '../journal/journal-error.js';
import type { Push } from '../push.js';
import type { Report } from '../report.js';
import type { Arguments } from './arguments.js';
import { clientOptions } from './client-options.js';
import { type CommandContext, exitCodeOf, printError, UsageError } from './context.js';
import { hadEnded, reportJson, reportText } from './format.js';
import { openStore } from './open-store.js';
import { Progress } from './progress.js';
import { journalOfJob } from './push-input.js';

/** Sends a push. Without `--journal`, a job file has a journal beside it, from which a restarted command resumes. */
export async function send({ flags, ...args }: Arguments, push: Push, context: CommandContext): Promise<number> {
  const jobJournal = args.journal === undefined ? await journalOfJob(flags, context.env) : undefined;
  const path = args.journal ?? jobJournal;
  const storeIds = flags['store-ids'] ?? false;
  if (storeIds && path === undefined) throw new UsageError('--store-ids needs --journal');
  const journal = path !== undefined && { journal: { path, storeIds, resume: jobJournal !== undefined } };
  try {
    return await run({ ...args, flags, journal: path }, context, (client, signal) =>
      client.send(push, { signal, ...journal }),
    );
  } catch (error) {
    const isUnwritable = jobJournal !== undefined && error instanceof JournalError && error.code === 'JOURNAL_IO';
    throw isUnwritable ? new UsageError(`${error.message}; use --journal FILE to keep the journal elsewhere`) : error;
  }
}

export function resume(args: Arguments, push: Push | undefined, context: CommandContext): Promise<number> {
  return run(args, context, (client, signal) => client.resume(args.journal ?? '', { signal, ...(push && { push }) }));
}

async function run(
  { flags, journal }: Arguments,
  context: CommandContext,
  start: (client: PushClient, signal: AbortSignal) => Promise<Report>,
): Promise<number> {
  const options = clientOptions(flags, context.env, true);
  const { store, close } = await openStore(flags, context.env);
  const progress = new Progress(context.stderr, Date.now);
  const client = new PushClient({
    ...options,
    pacing: { ...options.pacing, store },
    onEvent: (event) => progress.onEvent(event),
  });
  const print = (report: Report): number => {
    context.stdout.write(flags.json ? reportJson(report, journal) : reportText(report, journal));
    return exitCodeOf(report.counts);
  };
  try {
    const started = start(client, context.abort);
    // After `start`: a command that was stopped before still prints the report of a run that sent nothing.
    if (context.stop.aborted) client.close();
    context.stop.addEventListener('abort', () => client.close(), { once: true });
    const report = await started;
    if (!flags.json && hadEnded(report))
      context.stdout.write(`nothing to send: the run in ${journal} has already ended\n`);
    return print(report);
  } catch (error) {
    if (!(error instanceof JournalError && error.report)) throw error;
    printError(context, error.message);
    return print(error.report);
  } finally {
    progress.end();
    await client.close();
    await close();
  }
}
