import { hash } from 'node:crypto';
import { type Config, checkKeys, resolveOptions } from './config.js';
import { Run } from './delivery/run.js';
import { ClientClosedError } from './errors.js';
import { type Emit, type PushStream, pushStream } from './events.js';
import type { JournalOptions } from './journal/journal.js';
import { diskFiles, type JournalFiles } from './journal/journal-files.js';
import { type OpenRun, openRun, reopenRun } from './journal/open-run.js';
import type { ClientOptions } from './options.js';
import { Pacer } from './pacing/pacer.js';
import { type Plan, planPush } from './plan.js';
import type { Push } from './push.js';
import type { Report } from './report.js';

export interface SendOptions {
  /**
   * Stops the run at once. A request in flight is aborted, so its chunk is unknown; `close` waits for the answer instead.
   */
  readonly signal?: AbortSignal;
  /** Records the run, so that it can be resumed after a crash: a path, or a path with options. */
  readonly journal?: string | JournalOptions;
}

export interface ResumeOptions extends Pick<SendOptions, 'signal'> {
  /** The push of the run. Not needed if the journal stores the ids. */
  readonly push?: Push;
  /** @default the disk */
  readonly files?: JournalFiles;
}

/** Sends pushes at the vendor's rate: each once, none lost. Reports the ids whose result is unknown. */
export class PushClient {
  readonly #config: Config;
  readonly #pacer: Pacer;
  readonly #closing = new AbortController();
  readonly #runs = new Set<Promise<unknown>>();

  /** @throws InvalidOptionsError naming the option and what is allowed. */
  constructor(options: ClientOptions) {
    const config = resolveOptions(options);
    this.#config = config;
    this.#pacer = new Pacer(config, hash('sha256', config.url.href));
  }

  /**
   * Reads and checks a push to its end, and estimates the effort of sending it. Sends nothing.
   *
   * @throws InvalidPushError naming the field.
   */
  plan(push: Push): Promise<Plan> {
    return planPush(push, this.#config);
  }

  /**
   * Sends a push, after it was read to its end and checked. Failures of the delivery are in the report, not thrown.
   *
   * @throws InvalidPushError, InvalidOptionsError, ClientClosedError; JournalError, with a report if the run had begun.
   */
  send(push: Push, options: SendOptions = {}): Promise<Report> {
    return this.#track(this.#send(push, options, this.#emitter(), this.#closing.signal));
  }

  /** Sends a push and yields an event for each step. */
  stream(push: Push, options: SendOptions = {}): PushStream {
    const left = new AbortController();
    const stop = AbortSignal.any([this.#closing.signal, left.signal]);
    return pushStream(
      (listener) => this.#track(this.#send(push, options, this.#emitter(listener), stop)),
      () => left.abort(),
    );
  }

  /**
   * Resumes a run from its journal, however its process ended: accepted and rejected ids stay so, ids of an interrupted request are
   * unknown (or, with `at-least-once`, sent again), all others are sent.
   *
   * @throws InvalidPushError, InvalidOptionsError, ClientClosedError, JournalError.
   */
  resume(path: string, options: ResumeOptions = {}): Promise<Report> {
    return this.#track(this.#resume(path, options));
  }

  /** Stops all runs after the answers to their current requests; the rest is reported as not sent. Nothing can be sent afterwards. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#runs);
    await this.#config.transport.close?.();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #send(push: Push, options: SendOptions, emit: Emit, stop: AbortSignal): Promise<Report> {
    this.#checkOpen();
    checkKeys('options', options, ['signal', 'journal']);
    return this.#run(await openRun(push, options.journal, this.#config), emit, stop, options.signal);
  }

  async #resume(path: string, options: ResumeOptions): Promise<Report> {
    this.#checkOpen();
    checkKeys('options', options, ['push', 'signal', 'files']);
    const { push, signal, files = diskFiles } = options;
    const run = await reopenRun(path, files, push, this.#config);
    return this.#run(run, this.#emitter(), this.#closing.signal, signal);
  }

  async #run(
    { push, journal, nextAtMs }: OpenRun,
    emit: Emit,
    stopping: AbortSignal,
    abort: AbortSignal = new AbortController().signal,
  ): Promise<Report> {
    const [config, pacer] = [this.#config, this.#pacer];
    const holdUntilMs = Math.min(nextAtMs, config.clock.now() + pacer.maxWaitMs);
    const stop = AbortSignal.any([stopping, abort]);
    try {
      return await new Run({ push, config, pacer, journal, emit, stop, abort, holdUntilMs }).deliver();
    } finally {
      await journal.close();
    }
  }

  #emitter(listener?: Emit): Emit {
    // An error of a listener, thrown or rejected, must not end a delivery half way.
    const warn = (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error));
    return (event) => {
      listener?.(event);
      (async () => this.#config.onEvent?.(event))().catch(warn);
    };
  }

  #checkOpen(): void {
    if (this.#closing.signal.aborted) throw new ClientClosedError();
  }

  #track<T>(run: Promise<T>): Promise<T> {
    this.#runs.add(run);
    const remove = () => this.#runs.delete(run);
    run.then(remove, remove);
    return run;
  }
}
