import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MEDIA_TYPE, METHOD } from '../wire.js';
import { type DeliveryGuarantee, type Evidence, type SenderRun, userIdsOf } from './evidence.js';
import type { Job } from './job.js';
import type { MockHandle, MockSetup, RecordedRequest, StartMock } from './mock.js';
import { OTHER_SENDER_JOB, type Procedure, type ProcedureContext } from './procedures.js';
import type { RunningSender, Sender, SenderEnvironment, SenderSession } from './sender/sender.js';

const POLL_MS = 20;
const SETTLE_MS = 1000;
/** Ports outside the ranges from which systems take free ports: no other process gets one of them by chance. */
const RESERVED_PORTS = [20_000, 30_000] as const;
const PORT_TRIES = 20;

export interface ScenarioRunnerOptions extends Omit<SenderEnvironment, 'pushUrl'> {
  readonly sender: Sender;
  readonly startMock: StartMock;
}

/** Runs one scenario: owns its mock and its sender, and collects the evidence. */
export class ScenarioRunner implements ProcedureContext {
  readonly job: Job;
  readonly limits: ScenarioRunnerOptions['limits'];
  readonly #options: ScenarioRunnerOptions;
  readonly #runs: Promise<SenderRun>[] = [];
  readonly #jobs = new Set<Job>();
  #setup: MockSetup;
  #mock: MockHandle | undefined;
  #pushUrl = '';
  #session: SenderSession | undefined;

  constructor(job: Job, setup: MockSetup, options: ScenarioRunnerOptions) {
    this.job = job;
    this.limits = options.limits;
    this.#setup = setup;
    this.#options = options;
  }

  /** Runs the procedure. The mock is started first, because the sender needs its address. */
  async run(procedure: Procedure): Promise<void> {
    const { sender, limits, folder, maxRunMs, signal } = this.#options;
    this.#mock = await this.#startMock(procedure.refusesConnections === true);
    this.#pushUrl = this.#mock.url;
    this.#session = await sender.open({ limits, folder, maxRunMs, signal, pushUrl: this.#pushUrl });
    await procedure.run(this);
  }

  openMock = async (): Promise<void> => {
    this.#mock ??= await this.#options.startMock(this.#setup);
  };

  closeMock = async (): Promise<void> => {
    await this.#mock?.close();
    this.#mock = undefined;
  };

  startSender = (job: Job = this.job): RunningSender => {
    if (!this.#session) throw new Error('the sender has no session yet');
    this.#jobs.add(job);
    const sender = this.#session.start(job);
    this.#runs.push(sender.run);
    return sender;
  };

  waitFor = async (condition: (requests: readonly RecordedRequest[]) => boolean, sender: RunningSender) => {
    let ended = false;
    void sender.run.then(() => {
      ended = true;
    });
    while (!ended && !condition(await this.#requests())) await pause(POLL_MS);
  };

  pushAsOtherSender = async (times: number): Promise<void> => {
    const push = { method: METHOD, headers: { 'content-type': MEDIA_TYPE }, body: JSON.stringify(OTHER_SENDER_JOB) };
    const pushes = Array.from({ length: times }, async () => (await fetch(this.#pushUrl, push)).arrayBuffer());
    await Promise.all(pushes);
  };

  async evidence(delivery: DeliveryGuarantee): Promise<Evidence> {
    const runs = await Promise.all(this.#runs);
    const all = await this.#settledRequests();
    const isOther = (request: RecordedRequest) => userIdsOf(request)[0] === OTHER_SENDER_JOB.userIds[0];
    return {
      limits: this.limits,
      delivery,
      jobs: [...this.#jobs],
      runs,
      requests: all.filter((request) => !isOther(request)),
      otherRequests: all.filter(isOther),
      redirectedRequests: (await this.#mock?.redirectedRequests()) ?? [],
    };
  }

  async close(): Promise<void> {
    await this.#session?.close();
    await this.closeMock();
  }

  /** Waits until every request has ended: those of a killed process end a moment later. */
  async #settledRequests(): Promise<readonly RecordedRequest[]> {
    const untilMs = performance.now() + SETTLE_MS;
    for (;;) {
      const requests = await this.#requests();
      if (requests.every(({ durationMs }) => durationMs !== null) || performance.now() > untilMs) return requests;
      await pause(POLL_MS);
    }
  }

  async #requests(): Promise<readonly RecordedRequest[]> {
    return (await this.#mock?.requests()) ?? [];
  }

  /** Another process may get a free port once the mock has closed; one that must refuse connections takes a reserved port. */
  async #startMock(onReservedPort: boolean): Promise<MockHandle> {
    const { startMock } = this.#options;
    if (!onReservedPort || this.#setup.port !== 0) return startMock(this.#setup);
    for (let tries = 1; ; tries += 1) {
      const setup = { ...this.#setup, port: randomInt(...RESERVED_PORTS) };
      try {
        const mock = await startMock(setup);
        this.#setup = setup;
        return mock;
      } catch (error) {
        if (tries === PORT_TRIES) throw error;
      }
    }
  }
}
