import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { SenderEnd, SenderRun } from '../evidence.js';
import type { Job } from '../job.js';
import { startProcess } from './command-sender.js';
import { JobFiles, type RunningSender, type Sender, type SenderEnvironment, type SenderSession } from './sender.js';

/** Time that a service has until it accepts connections. */
const READY_MS = 60_000;
const POLL_MS = 50;
/** The longest timer. A service has no time limit; each of its jobs has one. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Creates a sender from a service that takes a job by POST and reports its result by the status of the answer: 2xx is success.
 *
 * @param command Starts the service; empty for a service that is already running and always posts to one address.
 */
export function serviceSender(triggerUrl: URL, command: readonly string[]): Sender {
  return {
    canBeRestarted: command.length > 0,
    open: async (environment) => new ServiceSession(triggerUrl, command, environment),
  };
}

class ServiceSession implements SenderSession {
  readonly #triggerUrl: URL;
  readonly #command: readonly string[];
  readonly #environment: SenderEnvironment;
  readonly #jobs: JobFiles;
  #service: RunningSender | undefined;

  constructor(triggerUrl: URL, command: readonly string[], environment: SenderEnvironment) {
    this.#triggerUrl = triggerUrl;
    this.#command = command;
    this.#environment = environment;
    this.#jobs = new JobFiles(environment.folder);
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
      this.#environment.signal,
      AbortSignal.timeout(Math.min(this.#environment.maxRunMs, MAX_TIMER_MS)),
    ]);
    const { end, output } = await this.#trigger(job, deadline);
    const signal = interruptedBy();
    if (signal !== undefined) await this.close();
    const run = { startedAtMs, endedAtMs: Date.now(), output, interrupted: signal !== undefined };
    return { ...run, end: signal === undefined ? end : { type: 'signalled', signal, processesLeft: 0 } };
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
      return { end: { type: 'exited', code: response.ok ? 0 : response.status, processesLeft: 0 }, output };
    } catch (error) {
      const { maxRunMs } = this.#environment;
      if (deadline.aborted) return { end: { type: 'timed-out', maxRunMs }, output: '' };
      const { message, cause } = error as Error;
      const reason = `no answer from the trigger URL: ${cause instanceof Error ? cause.message : message}`;
      return { end: { type: 'not-started', reason }, output: '' };
    }
  }

  /** Starts the service if this session has its command, and waits until it accepts connections. */
  async #ready(job: Job, deadline: AbortSignal): Promise<void> {
    if (this.#command.length === 0) return;
    this.#service ??= startProcess(
      this.#command,
      { ...this.#environment, maxRunMs: MAX_TIMER_MS },
      this.#jobs.pathOf(job),
    );
    let ended = false;
    void this.#service.run.then(() => {
      ended = true;
    });
    const untilMs = performance.now() + READY_MS;
    while (!(await acceptsConnections(this.#triggerUrl))) {
      if (ended) throw new Error('the service exited before it accepted connections');
      if (performance.now() >= untilMs)
        throw new Error(`the service did not accept connections within ${READY_MS / 1000} s`);
      await pause(POLL_MS, undefined, { signal: deadline });
    }
  }
}

function acceptsConnections({ hostname, port, protocol }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(port || (protocol === 'https:' ? 443 : 80)), hostname.replace(/^\[|\]$/g, ''));
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
