import { PushClient } from '../client.js';
import { JournalError } from '../journal/journal-error.js';
import type { Push } from '../push.js';
import type { Report } from '../report.js';
import type { Arguments } from './arguments.js';
import { jobJournalOf, withAdvice } from './job-journal.js';
import { openPaceStore } from './open-pace-store.js';
import { Progress } from './progress.js';
import { clientOptions, paceStoreOf } from './settings.js';
import { hadEnded } from './summary.js';
import { UsageError } from './usage-error.js';
import { jobPathOf } from './work.js';
import { complain, print, say, type World } from './world.js';

/** Without `--journal`, a job has one of its own, and goes on where it is started again. */
export async function send({ flags, ...args }: Arguments, push: Push, world: World): Promise<number> {
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

export function resume(args: Arguments, push: Push | undefined, world: World): Promise<number> {
  return deliver(args, world, (client, signal) => client.resume(args.journal ?? '', { signal, ...(push && { push }) }));
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
