import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  environmentOf,
  type Job,
  type RunningSender,
  type Sender,
  type SenderEnd,
  type Surroundings,
} from 'imshop-contracts/conformance';
import { send } from '../../senders/naive/sender.mjs';

/** A naive sender within this process: a hundred of them take no longer than one. It cannot be killed, so that nothing may want that. */
export function inProcessSender(mistake: string): Sender {
  return {
    canBeInterrupted: false,
    async open(surroundings) {
      const jobs = new Map<Job, string>();
      return {
        start: (job) => {
          const path = jobs.get(job) ?? join(surroundings.folder, `job-${jobs.size + 1}.json`);
          jobs.set(job, path);
          writeFileSync(path, JSON.stringify(job));
          return started(mistake, surroundings, path);
        },
        close: async () => {},
      };
    },
  };
}

function started(mistake: string, surroundings: Surroundings, jobPath: string): RunningSender {
  const { limitMs } = surroundings;
  const startedAtMs = Date.now();
  const tooLong = AbortSignal.timeout(limitMs);
  let output = '';
  const tell = (text: string) => {
    output += text;
  };
  const failed = (error: unknown) => {
    tell(String(error));
    return 1;
  };
  const ended = send(mistake, environmentOf(surroundings, jobPath), tell, tooLong).catch(failed);
  const gaveUp = new Promise<undefined>((resolve) => tooLong.addEventListener('abort', () => resolve(undefined)));
  const run = Promise.race([gaveUp, ended]).then((code) => {
    const isOver = code !== undefined && !tooLong.aborted;
    const end: SenderEnd = isOver ? { kind: 'exited', code, left: 0 } : { kind: 'never-exited', limitMs };
    return { startedAtMs, endedAtMs: Date.now(), end, output, interrupted: false };
  });
  return { run, interrupt: () => {} };
}
