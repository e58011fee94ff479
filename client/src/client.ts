import { type Config, configOf, onlyKnown } from './config.js';
import { Run } from './delivery/run.js';
import { ClientClosedError } from './errors.js';
import type { PushEvent } from './events.js';
import { type OpenRun, openEarlierRun } from './journal/earlier-run.js';
import { sha256 } from './journal/identity.js';
import type { JournalOptions } from './journal/journal.js';
import { diskFiles, type JournalFiles } from './journal/journal-files.js';
import { openRun } from './journal/open-run.js';
import type { ClientOptions } from './options.js';
import { Pacer } from './pacing/pacer.js';
import { type Plan, planOf } from './plan.js';
import type { Push } from './push.js';
import type { Report } from './report.js';
import { type PushStream, pushStream } from './stream.js';

export interface SendOptions {
  /**
   * Ends the run at once. A request on its way is cut off, which leaves its chunk unknown; `close` waits for its answer instead.
   */
  readonly signal?: AbortSignal;
  /** Records the run, so that `resume` can go on with it after a crash. A path, or a path and more. */
  readonly journal?: string | JournalOptions;
}

export interface ResumeOptions extends Pick<SendOptions, 'signal'> {
  /** The push of the run once more. Not needed where the journal stored the ids. */
  readonly push?: Push;
  /** @default the disk */
  readonly files?: JournalFiles;
}

/** Sends pushes: each once, none lost, at the vendor's pace, and says so where it cannot know. */
export class PushClient {
  readonly #config: Config;
  readonly #pacer: Pacer;
  readonly #closing = new AbortController();
  readonly #runs = new Set<Promise<unknown>>();

  /** @throws InvalidOptionsError naming the option and what is allowed. */
  constructor(options: ClientOptions) {
    const config = configOf(options);
    const { store, limit, clock, random, totalMs: requestMs } = config;
    this.#config = config;
    this.#pacer = new Pacer({ store, credential: sha256(config.url.href), limit, requestMs, clock, random });
  }

  /**
   * Reads and checks a push to its end, and says what sending it would take. Nothing is sent.
   *
   * @throws InvalidPushError naming the field.
   */
  plan(push: Push): Promise<Plan> {
    return planOf(push, this.#config);
  }

  /**
   * Sends a push. It is read to its end and checked before the first request. Failures of the delivery are in the report, not thrown.
   *
   * @throws InvalidPushError, InvalidOptionsError, ClientClosedError; JournalError, with a report where the run had begun.
   */
  send(push: Push, options: SendOptions = {}): Promise<Report> {
    return this.#track(this.#send(push, options, this.#emitter(), this.#closing.signal));
  }

  /** Sends a push and tells of each step. */
  stream(push: Push, options: SendOptions = {}): PushStream {
    const left = new AbortController();
    const stop = AbortSignal.any([this.#closing.signal, left.signal]);
    return pushStream(
      (listener) => this.#track(this.#send(push, options, this.#emitter(listener), stop)),
      () => left.abort(),
    );
  }

  /**
   * Goes on with a run from its journal, whatever became of the process: what was accepted or rejected stays so, what was on its way is
   * unknown (or sent again, with `at-least-once`), the rest is sent.
   *
   * @throws InvalidPushError, InvalidOptionsError, ClientClosedError, JournalError.
   */
  resume(path: string, options: ResumeOptions = {}): Promise<Report> {
    return this.#track(this.#resume(path, options));
  }

  /** Ends all runs: a request on its way is answered first, then the rest is reported as not sent. Nothing can be sent afterwards. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#runs);
    await this.#config.transport.close?.();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #send(push: Push, options: SendOptions, emit: (event: PushEvent) => void, stop: AbortSignal): Promise<Report> {
    this.#checkOpen();
    onlyKnown('options', options, ['signal', 'journal']);
    return this.#run(await openRun(push, options.journal, this.#config), emit, stop, options.signal);
  }

  async #resume(path: string, options: ResumeOptions): Promise<Report> {
    this.#checkOpen();
    onlyKnown('options', options, ['push', 'signal', 'files']);
    const { push, signal, files = diskFiles } = options;
    const earlier = await openEarlierRun(path, files, push, this.#config);
    return this.#run(earlier, this.#emitter(), this.#closing.signal, signal);
  }

  async #run(
    { job, journal, nextAtMs }: OpenRun,
    emit: (event: PushEvent) => void,
    stopping: AbortSignal,
    cut: AbortSignal = new AbortController().signal,
  ): Promise<Report> {
    const [config, pacer] = [this.#config, this.#pacer];
    const notBeforeMs = Math.min(nextAtMs, config.clock.now() + pacer.longestWaitMs);
    const stop = AbortSignal.any([stopping, cut]);
    try {
      return await new Run(job, { config, pacer, journal, emit, stop, cut, notBeforeMs }).deliver();
    } finally {
      await journal.close();
    }
  }

  #emitter(listener?: (event: PushEvent) => void): (event: PushEvent) => void {
    // What a listener does wrong, at once or later, must not end a delivery half way.
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
    const forget = () => this.#runs.delete(run);
    run.then(forget, forget);
    return run;
  }
}
