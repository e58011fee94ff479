import { setTimeout as pause } from 'node:timers/promises';
import { type Job, jobFor, userIds } from './job.js';
import type { RecordedRequest, RunLimits } from './mock.js';
import type { RunningSender } from './sender/sender.js';

/** The actions that a procedure is made of. */
export interface ProcedureContext {
  readonly job: Job;
  readonly limits: RunLimits;
  /** Starts the mock at its address. A mock that was closed before starts with an empty journal. */
  openMock(): Promise<void>;
  /** Closes the mock, so that connections to its address are refused. */
  closeMock(): Promise<void>;
  startSender(job?: Job): RunningSender;
  /** Resolves when the journal satisfies `condition`, or when the sender has ended. */
  waitFor(condition: (requests: readonly RecordedRequest[]) => boolean, sender: RunningSender): Promise<void>;
  /** Sends `times` pushes as another sender that shares the rate limit. */
  pushAsOtherSender(times: number): Promise<void>;
}

/** The course of a scenario. */
export interface Procedure {
  /** True when the procedure stops the sender and starts it again. */
  readonly restartsSender?: true;
  /** True when the address of the mock must refuse connections for a while. */
  readonly refusesConnections?: true;
  run(context: ProcedureContext): Promise<void>;
}

/** Starts the sender once. */
export const runOnce: Procedure = {
  async run({ openMock, startSender }) {
    await openMock();
    await startSender().run;
  },
};

/** Uses up the rate limit as soon as the sender's first push is answered. */
export const exhaustLimit: Procedure = {
  async run({ openMock, startSender, waitFor, limits, pushAsOtherSender }) {
    await openMock();
    const sender = startSender();
    await waitFor((requests) => requests.some(isAnswered), sender);
    await pushAsOtherSender(limits.requests);
    await sender.run;
  },
};

/** Starts two senders at the same time, each with its own customers. */
export const runTwoAtOnce: Procedure = {
  async run({ openMock, startSender, job }) {
    await openMock();
    const otherJob = { ...job, userIds: userIds(job.userIds.length, 'neighbour') };
    await Promise.all([startSender(job).run, startSender(otherJob).run]);
  },
};

/** Terminates the sender between two requests, and starts it again. */
export const terminateAndRestart: Procedure = {
  restartsSender: true,
  run: (context) => restartWhen(context, 'SIGTERM', (requests) => requests.filter(isAnswered).length >= 2),
};

/** Kills the sender while it waits for an answer, and starts it again. */
export const killAndRestart: Procedure = {
  restartsSender: true,
  run: (context) => restartWhen(context, 'SIGKILL', (requests) => requests.some((request) => !isAnswered(request))),
};

async function restartWhen(
  { openMock, startSender, waitFor }: ProcedureContext,
  signal: NodeJS.Signals,
  condition: (requests: readonly RecordedRequest[]) => boolean,
): Promise<void> {
  await openMock();
  const first = startSender();
  await waitFor(condition, first);
  first.interrupt(signal);
  await first.run;
  await startSender().run;
}

/** Refuses every connection. */
export const refuseConnections: Procedure = {
  refusesConnections: true,
  async run({ openMock, closeMock, startSender }) {
    await openMock();
    await closeMock();
    await startSender().run;
  },
};

/** Long enough for a first attempt of the sender, short enough for its retry. */
const REFUSED_MS = 400;

/** Refuses connections when the sender starts, and accepts them soon after. */
export const refuseConnectionsAtFirst: Procedure = {
  refusesConnections: true,
  async run({ openMock, closeMock, startSender }) {
    await openMock();
    await closeMock();
    const sender = startSender();
    await pause(REFUSED_MS);
    await openMock();
    await sender.run;
  },
};

const isAnswered = ({ durationMs }: RecordedRequest): boolean => durationMs !== null;

/** The job of the other sender. Its customer's id tells its requests from those of the sender under test. */
export const OTHER_SENDER_JOB = jobFor(1, 'other-sender');
