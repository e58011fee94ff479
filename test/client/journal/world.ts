import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClientOptions, type Delivery, type Push, PushClient, type Report } from 'imshop-push';
import { onTestFinished } from 'vitest';
import { seeded } from '../../bench/pacing/seeded.js';
import { SimulatedClock } from '../../bench/pacing/simulated-clock.js';
import { Disk, type Fate } from './disk.js';
import { FaultyFiles, type Misfortune } from './faulty-files.js';
import { brokenPromises } from './promises.js';
import type { Script } from './scripts.js';
import { ScriptedVendor } from './vendor.js';

export interface WorldOptions {
  readonly script: Script;
  readonly delivery: Delivery;
  readonly seed: number;
  /** Whether runs are gone on with from the journal alone. */
  readonly storeIds: boolean;
  /** Whether what is sent again goes on. */
  readonly resume?: boolean;
  /** What time it is. @default noon */
  readonly beginMs?: number;
}

export interface LifeOptions extends Partial<ClientOptions> {
  readonly misfortune?: Misfortune | undefined;
}

/** How a process ended: by itself, or in a crash, which leaves `report` and `error` out. */
export interface Life {
  readonly files: FaultyFiles;
  /** Requests that it began, and how many of them before something went wrong. */
  readonly begun: number;
  readonly begunAtMisfortune: number;
  readonly report?: Report;
  readonly error?: unknown;
}

const URL = 'https://push.example/secret-path';
const NOON_MS = Date.UTC(2026, 10, 24, 12);
const CHUNK_SIZE = 4;
export const EVERYBODY: readonly string[] = Array.from({ length: 11 }, (_, index) => `customer-${index}`);
export const PUSH: Push = { userIds: EVERYBODY, message: { title: 'Заказ 📦', summary: 'уже в пути' } };

const DEFAULTS: Required<WorldOptions> = {
  script: { answers: [] },
  delivery: 'at-most-once',
  seed: 1,
  storeIds: false,
  resume: false,
  beginMs: NOON_MS,
};

const EVIDENCE = { everybody: EVERYBODY, chunkSize: CHUNK_SIZE };

/** Only locks are in it, while a test lasts: the journals are in memory. */
const folder = join(tmpdir(), `imshop-journal-${randomUUID()}`);

/** A disk, a vendor and a clock that outlive the processes that use them. */
export class World {
  #interruptions = 0;
  readonly #options: Required<WorldOptions>;
  readonly random: () => number;
  readonly clock: SimulatedClock;
  readonly disk = new Disk();
  readonly vendor: ScriptedVendor;
  readonly path = join(folder, 'run.journal');

  constructor(options: Partial<WorldOptions> = {}) {
    // The first world of a test makes it, for all of them.
    if (mkdirSync(folder, { recursive: true })) onTestFinished(() => rmSync(folder, { recursive: true }));
    this.#options = { ...DEFAULTS, ...options };
    const { beginMs, seed, script } = this.#options;
    this.clock = new SimulatedClock(beginMs);
    this.random = seeded(seed);
    this.vendor = new ScriptedVendor(this.clock, script.answers);
  }

  send(misfortune?: Misfortune): Promise<Life> {
    const { storeIds, resume } = this.#options;
    const journal = { path: this.path, storeIds, resume };
    return this.live((client, files) => client.send(PUSH, { journal: { ...journal, files } }), { misfortune });
  }

  resume(misfortune?: Misfortune): Promise<Life> {
    const push = this.#options.storeIds ? {} : { push: PUSH };
    return this.live((client, files) => client.resume(this.path, { files, ...push }), { misfortune });
  }

  /** A process that does one thing. */
  async live(
    begin: (client: PushClient, files: FaultyFiles) => Promise<Report>,
    { misfortune, ...options }: LifeOptions = {},
  ): Promise<Life> {
    const { clock, vendor, disk } = this;
    const before = vendor.begun;
    let begunAtMisfortune = 0;
    const files = new FaultyFiles(disk, misfortune, () => {
      begunAtMisfortune = vendor.begun - before;
    });
    const ended: Pick<Life, 'report' | 'error'>[] = [];
    begin(this.#client(files, options), files).then(
      (report) => ended.push({ report }),
      (error: unknown) => ended.push({ error }),
    );
    await clock.passUntil(() => ended.length > 0 || files.isCrashed);
    const [end] = files.isCrashed ? [{}] : ended;
    if (!end) throw new Error('the run neither ends nor waits for anything');
    return { ...end, files, begun: vendor.begun - before, begunAtMisfortune };
  }

  /** The machine stops, and starts again. */
  crash(fate: Fate): void {
    this.#interruptions += 1;
    this.disk.crash(fate, this.random);
    // The process whose lock this would be lives on here.
    rmSync(`${this.path}.lock`, { force: true });
  }

  /** Something else cut a run off. */
  interrupted(): void {
    this.#interruptions += 1;
  }

  /** What is wrong with the last report, and with what the vendor saw. */
  broken(report: Report): readonly string[] {
    const { delivery } = this.#options;
    const { requests, ghosts } = this.vendor;
    const interruptions = this.#interruptions;
    const haunted = ghosts > 0 ? [`${ghosts} requests were sent after the crash`] : [];
    return [...haunted, ...brokenPromises({ ...EVIDENCE, delivery, requests, interruptions, report })];
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
