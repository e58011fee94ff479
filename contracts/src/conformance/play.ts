import { setTimeout as pause } from 'node:timers/promises';
import { type Job, jobFor, userIds } from './job.js';
import type { RunningSender } from './sender/sender.js';
import type { Terms, WireRequest } from './vendor.js';

/** What a play has to do with. */
export interface Stage {
  readonly job: Job;
  readonly terms: Terms;
  /** Opens the mock at its address; where it was open before it knows nothing of that. */
  openVendor(): Promise<void>;
  /** Leaves the address to nobody: connections are refused. */
  closeVendor(): Promise<void>;
  start(job?: Job): RunningSender;
  /** Resolves when the journal is as wanted, or the sender has ended. */
  until(wanted: (requests: readonly WireRequest[]) => boolean, sender: RunningSender): Promise<void>;
  /** Somebody else who shares the limit pushes. */
  pushAsSomebodyElse(times: number): Promise<void>;
}

/** What is done with the sender in a scenario. */
export interface Play {
  /** Whether the sender is ended and started again. */
  readonly interrupts?: true;
  /** Whether the address of the vendor must be nobody's for a while. */
  readonly refuses?: true;
  act(stage: Stage): Promise<void>;
}

/** Started once. */
export const once: Play = {
  async act({ openVendor, start }) {
    await openVendor();
    await start().run;
  },
};

/** Somebody else uses up the limit as soon as the sender's first push is in. */
export const limitUsedByOthers: Play = {
  async act({ openVendor, start, until, terms, pushAsSomebodyElse }) {
    await openVendor();
    const sender = start();
    await until((requests) => requests.some(isAnswered), sender);
    await pushAsSomebodyElse(terms.requests);
    await sender.run;
  },
};

/** Two of them at once, each with customers of its own. */
export const twoAtOnce: Play = {
  async act({ openVendor, start, job }) {
    await openVendor();
    const other = { ...job, userIds: userIds(job.userIds.length, 'neighbour') };
    await Promise.all([start(job).run, start(other).run]);
  },
};

/** Ended between two requests, and started again. */
export const endedBetween: Play = {
  interrupts: true,
  act: (stage) => endedWhen(stage, 'SIGTERM', (requests) => requests.filter(isAnswered).length >= 2),
};

/** Killed while it waits for an answer, and started again. */
export const killedInFlight: Play = {
  interrupts: true,
  act: (stage) => endedWhen(stage, 'SIGKILL', (requests) => requests.some((request) => !isAnswered(request))),
};

async function endedWhen(
  { openVendor, start, until }: Stage,
  signal: NodeJS.Signals,
  wanted: (requests: readonly WireRequest[]) => boolean,
): Promise<void> {
  await openVendor();
  const first = start();
  await until(wanted, first);
  first.interrupt(signal);
  await first.run;
  await start().run;
}

/** Nobody listens. */
export const refused: Play = {
  refuses: true,
  async act({ openVendor, closeVendor, start }) {
    await openVendor();
    await closeVendor();
    await start().run;
  },
};

/** Long enough for a sender to have tried, short enough for it to try again. */
const LATE_MS = 400;

/** Nobody listens when the sender starts, and somebody does soon after. */
export const refusedAtFirst: Play = {
  refuses: true,
  async act({ openVendor, closeVendor, start }) {
    await openVendor();
    await closeVendor();
    const sender = start();
    await pause(LATE_MS);
    await openVendor();
    await sender.run;
  },
};

const isAnswered = ({ durationMs }: WireRequest): boolean => durationMs !== null;

/** Whom somebody else pushes; told from the sender's customers by their ids. */
export const SOMEBODY_ELSES = jobFor(1, 'somebody-else');
