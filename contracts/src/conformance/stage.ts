import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MEDIA_TYPE, METHOD } from '../endpoint.js';
import type { Delivery, Evidence, SenderRun } from './evidence.js';
import type { Job } from './job.js';
import { type Play, SOMEBODY_ELSES, type Stage } from './play.js';
import type { RunningSender, Sender, SenderSession } from './sender/sender.js';
import { type StartVendor, type Terms, userIdsOf, type Vendor, type VendorSetup, type WireRequest } from './vendor.js';

const LOOK_EVERY_MS = 20;
const SETTLE_MS = 1000;
/** Ports that no system hands out by itself: an address that is nobody's stays so. */
const QUIET_PORTS = [20_000, 30_000] as const;
const PORT_TRIES = 20;

export interface StageOptions {
  readonly sender: Sender;
  readonly startVendor: StartVendor;
  readonly terms: Terms;
  readonly folder: string;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/** One scenario while it is played: its mock, its sender, and what came of both. */
export class ScenarioStage implements Stage {
  readonly job: Job;
  readonly terms: Terms;
  readonly #options: StageOptions;
  readonly #runs: Promise<SenderRun>[] = [];
  readonly #jobs = new Set<Job>();
  #setup: VendorSetup;
  #vendor: Vendor | undefined;
  #pushUrl = '';
  #session: SenderSession | undefined;

  constructor(job: Job, setup: VendorSetup, options: StageOptions) {
    this.job = job;
    this.terms = options.terms;
    this.#setup = setup;
    this.#options = options;
  }

  /** The sender learns the address of the mock before anything else happens. */
  async play(play: Play): Promise<void> {
    const { sender, ...surroundings } = this.#options;
    this.#vendor = await this.#startVendor(play.refuses === true);
    this.#pushUrl = this.#vendor.url;
    this.#session = await sender.open({ ...surroundings, pushUrl: this.#pushUrl });
    await play.act(this);
  }

  openVendor = async (): Promise<void> => {
    this.#vendor ??= await this.#options.startVendor(this.#setup);
  };

  closeVendor = async (): Promise<void> => {
    await this.#vendor?.close();
    this.#vendor = undefined;
  };

  start = (job: Job = this.job): RunningSender => {
    if (!this.#session) throw new Error('the sender is not there yet');
    this.#jobs.add(job);
    const sender = this.#session.start(job);
    this.#runs.push(sender.run);
    return sender;
  };

  until = async (wanted: (requests: readonly WireRequest[]) => boolean, sender: RunningSender): Promise<void> => {
    let ended = false;
    void sender.run.then(() => {
      ended = true;
    });
    while (!ended && !wanted(await this.#requests())) await pause(LOOK_EVERY_MS);
  };

  pushAsSomebodyElse = async (times: number): Promise<void> => {
    const push = { method: METHOD, headers: { 'content-type': MEDIA_TYPE }, body: JSON.stringify(SOMEBODY_ELSES) };
    const pushes = Array.from({ length: times }, async () => (await fetch(this.#pushUrl, push)).arrayBuffer());
    await Promise.all(pushes);
  };

  async evidence(delivery: Delivery): Promise<Evidence> {
    const runs = await Promise.all(this.#runs);
    const all = await this.#settledRequests();
    const elsewhere = (await this.#vendor?.requests('elsewhere')) ?? [];
    const isOthers = (request: WireRequest) => userIdsOf(request)[0] === SOMEBODY_ELSES.userIds[0];
    return {
      terms: this.terms,
      delivery,
      jobs: [...this.#jobs],
      runs,
      requests: all.filter((request) => !isOthers(request)),
      others: all.filter(isOthers),
      elsewhere,
    };
  }

  async close(): Promise<void> {
    await this.#session?.close();
    await this.closeVendor();
  }

  /** The journal once it has noted the end of every request: those of a process that was killed end a moment later. */
  async #settledRequests(): Promise<readonly WireRequest[]> {
    const untilMs = performance.now() + SETTLE_MS;
    for (;;) {
      const requests = await this.#requests();
      if (requests.every(({ durationMs }) => durationMs !== null) || performance.now() > untilMs) return requests;
      await pause(LOOK_EVERY_MS);
    }
  }

  async #requests(): Promise<readonly WireRequest[]> {
    return (await this.#vendor?.requests()) ?? [];
  }

  /** A port that was freed could be handed to anybody; one that is to be nobody's is chosen where none is handed out. */
  async #startVendor(onQuietPort: boolean): Promise<Vendor> {
    const { startVendor } = this.#options;
    if (!onQuietPort || this.#setup.port !== 0) return startVendor(this.#setup);
    for (let tries = 1; ; tries += 1) {
      const setup = { ...this.#setup, port: randomInt(...QUIET_PORTS) };
      try {
        const vendor = await startVendor(setup);
        this.#setup = setup;
        return vendor;
      } catch (error) {
        if (tries === PORT_TRIES) throw error;
      }
    }
  }
}
