import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { SenderEnd, SenderRun } from '../evidence.js';
import type { Job } from '../job.js';
import { launch } from './command-sender.js';
import { JobFiles } from './job-files.js';
import type { RunningSender, Sender, SenderSession, Surroundings } from './sender.js';

/** How long a service has until it listens. */
const READY_MS = 60_000;
const LOOK_EVERY_MS = 50;
/** A service has no bound of its own; each job has. */
const FOR_EVER_MS = 2 ** 31 - 1;

/**
 * A service that takes a job by POST and tells by the status of its answer what became of it: 2xx for "all went well".
 *
 * @param command How to start it; without one it runs already, and posts its pushes to one address for ever.
 */
export function serviceSender(triggerUrl: URL, command: readonly string[]): Sender {
  return {
    canBeInterrupted: command.length > 0,
    open: async (surroundings) => new ServiceSession(triggerUrl, command, surroundings),
  };
}

class ServiceSession implements SenderSession {
  readonly #triggerUrl: URL;
  readonly #command: readonly string[];
  readonly #surroundings: Surroundings;
  readonly #jobs: JobFiles;
  #service: RunningSender | undefined;

  constructor(triggerUrl: URL, command: readonly string[], surroundings: Surroundings) {
    this.#triggerUrl = triggerUrl;
    this.#command = command;
    this.#surroundings = surroundings;
    this.#jobs = new JobFiles(surroundings.folder);
  }

  start = (job: Job): RunningSender => {
    let interruptedBy: NodeJS.Signals | undefined;
    const run = this.#run(job, () => interruptedBy);
    return {
      run,
      interrupt: (signal) => {
        interruptedBy = signal;
        this.#service?.interrupt(signal);
      },
    };
  };

  close = async (): Promise<void> => {
    this.#service?.interrupt('SIGKILL');
    await this.#service?.run;
    this.#service = undefined;
  };

  async #run(job: Job, interruptedBy: () => NodeJS.Signals | undefined): Promise<SenderRun> {
    const startedAtMs = Date.now();
    const deadline = AbortSignal.any([
      this.#surroundings.signal,
      AbortSignal.timeout(Math.min(this.#surroundings.limitMs, FOR_EVER_MS)),
    ]);
    const { end, output } = await this.#trigger(job, deadline);
    const signal = interruptedBy();
    if (signal !== undefined) await this.close();
    const over = { startedAtMs, endedAtMs: Date.now(), output, interrupted: signal !== undefined };
    return { ...over, end: signal === undefined ? end : { kind: 'signalled', signal, left: 0 } };
  }

  async #trigger(job: Job, deadline: AbortSignal): Promise<{ readonly end: SenderEnd; readonly output: string }> {
    try {
      await this.#ready(job, deadline);
      const response = await fetch(this.#triggerUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(job),
        signal: deadline,
      });
      const output = await response.text();
      return { end: { kind: 'exited', code: response.ok ? 0 : response.status, left: 0 }, output };
    } catch (error) {
      if (deadline.aborted) return { end: { kind: 'never-exited', limitMs: this.#surroundings.limitMs }, output: '' };
      const { message, cause } = error as Error;
      const why = `no answer from the trigger: ${cause instanceof Error ? cause.message : message}`;
      return { end: { kind: 'not-started', why }, output: '' };
    }
  }

  /** Starts the service where it is this session's to start, and waits until it listens. */
  async #ready(job: Job, deadline: AbortSignal): Promise<void> {
    if (this.#command.length === 0) return;
    if (this.#service === undefined) {
      const forEver = { ...this.#surroundings, limitMs: FOR_EVER_MS };
      this.#service = launch(this.#command, forEver, this.#jobs.pathOf(job));
    }
    let ended = false;
    void this.#service.run.then(() => {
      ended = true;
    });
    const untilMs = performance.now() + READY_MS;
    while (!(await listens(this.#triggerUrl))) {
      if (ended) throw new Error('the service ended before it listened');
      if (performance.now() >= untilMs) throw new Error(`the service did not listen within ${READY_MS / 1000} s`);
      await pause(LOOK_EVERY_MS, undefined, { signal: deadline });
    }
  }
}

function listens({ hostname, port, protocol }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(port || (protocol === 'https:' ? 443 : 80)), hostname.replace(/^\[|\]$/g, ''));
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
