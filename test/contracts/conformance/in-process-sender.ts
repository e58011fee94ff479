import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  environmentVariables,
  type Job,
  type RunningSender,
  type Sender,
  type SenderEnd,
  type SenderEnvironment,
} from 'imshop-contracts/conformance';
import { send } from '../../senders/naive/sender.mjs';

/** A naive sender in this process: a hundred take no longer than one. It cannot be killed, so it runs no scenario with a restart. */
export function inProcessSender(mistake: string): Sender {
  return {
    canBeRestarted: false,
    async open(environment) {
      const jobs = new Map<Job, string>();
      return {
        start: (job) => {
          const path = jobs.get(job) ?? join(environment.folder, `job-${jobs.size + 1}.json`);
          jobs.set(job, path);
          writeFileSync(path, JSON.stringify(job));
          return start(mistake, environment, path);
        },
        close: async () => {},
      };
    },
  };
}

function start(mistake: string, environment: SenderEnvironment, jobPath: string): RunningSender {
  const { maxRunMs } = environment;
  const startedAtMs = Date.now();
  const timeout = AbortSignal.timeout(maxRunMs);
  let output = '';
  const print = (text: string) => {
    output += text;
  };
  const fail = (error: unknown) => {
    print(String(error));
    return 1;
  };
  const exit = send(mistake, environmentVariables(environment, jobPath), print, timeout).catch(fail);
  const timedOut = new Promise<undefined>((resolve) => timeout.addEventListener('abort', () => resolve(undefined)));
  const run = Promise.race([timedOut, exit]).then((code) => {
    const hasExited = code !== undefined && !timeout.aborted;
    const end: SenderEnd = hasExited ? { type: 'exited', code, processesLeft: 0 } : { type: 'timed-out', maxRunMs };
    return { startedAtMs, endedAtMs: Date.now(), end, output, interrupted: false };
  });
  return { run, interrupt: () => {} };
}
