import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClientOptions, type Delivery, type Push, PushClient, type Report } from 'imshop-push';
import { onTestFinished } from 'vitest';
import { seeded } from '../../bench/pacing/seeded.js';
import { SimulatedClock } from '../../bench/pacing/simulated-clock.js';
import { type CrashEffect, Disk } from './disk.js';
import { FaultyFiles, type InjectedFault } from './faulty-files.js';
import { brokenGuarantees } from './guarantees.js';
import type { Script } from './scripts.js';
import { ScriptedVendor } from './vendor.js';

export interface SandboxOptions {
  readonly script: Script;
  readonly delivery: Delivery;
  readonly seed: number;
  /** Runs are resumed from the journal alone. */
  readonly storeIds: boolean;
  /** Sending again resumes the run. */
  readonly resume?: boolean;
  /** The time of the clock. @default noon */
  readonly beginMs?: number;
}

export interface ProcessOptions extends Partial<ClientOptions> {
  readonly fault?: InjectedFault | undefined;
}

/** The end of a process. A crash leaves out `report` and `error`. */
export interface ProcessResult {
  readonly files: FaultyFiles;
  /** Requests that the process started, and those of them before the fault. */
  readonly started: number;
  readonly startedAtFault: number;
  readonly report?: Report;
  readonly error?: unknown;
}

const URL = 'https://push.example/secret-path';
const NOON_MS = Date.UTC(2026, 10, 24, 12);
const CHUNK_SIZE = 4;
export const USER_IDS: readonly string[] = Array.from({ length: 11 }, (_, index) => `customer-${index}`);
export const PUSH: Push = { userIds: USER_IDS, message: { title: 'Заказ 📦', summary: 'уже в пути' } };

const DEFAULTS: Required<SandboxOptions> = {
  script: { answers: [] },
  delivery: 'at-most-once',
  seed: 1,
  storeIds: false,
  resume: false,
  beginMs: NOON_MS,
};

const EVIDENCE = { userIds: USER_IDS, chunkSize: CHUNK_SIZE };

/** Holds locks during a test; the journals are in memory. */
const folder = join(tmpdir(), `imshop-journal-${randomUUID()}`);

/** A simulated disk, vendor and clock that outlive the processes which use them. */
export class Sandbox {
  #interruptions = 0;
  readonly #options: Required<SandboxOptions>;
  readonly random: () => number;
  readonly clock: SimulatedClock;
  readonly disk = new Disk();
  readonly vendor: ScriptedVendor;
  readonly path = join(folder, 'run.journal');

  constructor(options: Partial<SandboxOptions> = {}) {
    // Created by the first sandbox of a test, and removed after the test.
    if (mkdirSync(folder, { recursive: true })) onTestFinished(() => rmSync(folder, { recursive: true }));
    this.#options = { ...DEFAULTS, ...options };
    const { beginMs, seed, script } = this.#options;
    this.clock = new SimulatedClock(beginMs);
    this.random = seeded(seed);
    this.vendor = new ScriptedVendor(this.clock, script.answers);
  }

  send(fault?: InjectedFault): Promise<ProcessResult> {
    const { storeIds, resume } = this.#options;
    const journal = { path: this.path, storeIds, resume };
    return this.runProcess((client, files) => client.send(PUSH, { journal: { ...journal, files } }), { fault });
  }

  resume(fault?: InjectedFault): Promise<ProcessResult> {
    const push = this.#options.storeIds ? {} : { push: PUSH };
    return this.runProcess((client, files) => client.resume(this.path, { files, ...push }), { fault });
  }

  /** Runs a process until it ends or crashes. */
  async runProcess(
    begin: (client: PushClient, files: FaultyFiles) => Promise<Report>,
    { fault, ...options }: ProcessOptions = {},
  ): Promise<ProcessResult> {
    const { clock, vendor, disk } = this;
    const before = vendor.started;
    let startedAtFault = 0;
    const files = new FaultyFiles(disk, fault, () => {
      startedAtFault = vendor.started - before;
    });
    const ended: Pick<ProcessResult, 'report' | 'error'>[] = [];
    begin(this.#client(files, options), files).then(
      (report) => ended.push({ report }),
      (error: unknown) => ended.push({ error }),
    );
    await clock.passUntil(() => ended.length > 0 || files.isCrashed);
    const [end] = files.isCrashed ? [{}] : ended;
    if (!end) throw new Error('the run neither ends nor waits');
    return { ...end, files, started: vendor.started - before, startedAtFault };
  }

  /** Stops the machine, and starts it again. */
  crash(effect: CrashEffect): void {
    this.#interruptions += 1;
    this.disk.crash(effect, this.random);
    // The simulated process died, but this one, which made the lock, lives on.
    rmSync(`${this.path}.lock`, { force: true });
  }

  /** Counts an interruption other than a crash. */
  countInterruption(): void {
    this.#interruptions += 1;
  }

  /** The guarantees that the last report and the vendor's requests contradict. */
  violations(report: Report): readonly string[] {
    const { delivery } = this.#options;
    const { requests, requestsAfterCrash } = this.vendor;
    const interruptions = this.#interruptions;
    const late = requestsAfterCrash > 0 ? [`${requestsAfterCrash} requests were sent after the crash`] : [];
    return [...late, ...brokenGuarantees({ ...EVIDENCE, delivery, requests, interruptions, report })];
  }

  #client(files: FaultyFiles, options: Partial<ClientOptions>): PushClient {
    const { clock, random, vendor } = this;
    const transport = vendor.transportFor(files);
    const { delivery } = this.#options;
    const onInvalid = 'drop-and-resend';
    return new PushClient({
      url: URL,
      delivery,
      onInvalid,
      chunkSize: CHUNK_SIZE,
      transport,
      clock,
      random,
      ...options,
    });
  }
}
