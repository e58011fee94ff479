import type { Completion, ReceivedBody } from '../journal/entry.js';
import type { Arrival, Arriving, Come, Decision, Intake } from '../vendor/intake.js';
import { GivenUpError, StoreDownError } from './errors.js';
import type { Replica } from './replica.js';
import type { Steps } from './steps.js';

/** Requests of a mock that shares its state: each step goes to the log, and comes back in its turn. */
export class SharedIntake implements Intake {
  readonly #replica: Replica;
  readonly #steps: Steps;
  readonly #local: Intake;
  readonly #goesOn: boolean;

  /**
   * @param local Takes the steps of this process alone.
   * @param goesOn Whether requests are answered while the store is gone, by this replica's own state.
   */
  constructor(replica: Replica, steps: Steps, local: Intake, goesOn: boolean) {
    this.#replica = replica;
    this.#steps = steps;
    this.#local = local;
    this.#goesOn = goesOn;
  }

  async arrive(arriving: Arriving): Promise<Arrival> {
    const shared = async () => {
      const arrival = await this.#replica.take<Arrival>({ step: { type: 'arrive', arriving } });
      this.#steps.open.answering(arrival);
      return arrival;
    };
    return this.#orAlone(shared, () => this.#local.arrive(arriving));
  }

  receive(arrival: Arrival, { bytes, truncated }: ReceivedBody): void {
    const name = this.#steps.open.nameOf(arrival);
    if (name === undefined) this.#local.receive(arrival, { bytes, truncated });
    else this.#replica.tell({ type: 'receive', arrival: name, body: { truncated } }, bytes);
  }

  async decide(arrival: Arrival, come: Come): Promise<Decision> {
    const alone = () => this.#local.decide(arrival, come);
    const name = this.#steps.open.nameOf(arrival);
    if (name === undefined) return alone();
    const {
      body: { bytes, ...body },
      ...facts
    } = come;
    const step = { type: 'decide', arrival: name, come: facts, body } as const;
    return this.#orAlone(() => this.#replica.take<Decision>({ step, bytes }), alone).catch((error: unknown) => {
      if (!(error instanceof StoreDownError)) throw error;
      // It may be in the log yet: to refuse it would be a lie.
      throw new GivenUpError('whether the request was decided is not known', { cause: error });
    });
  }

  complete(arrival: Arrival, completion: Completion): void {
    const name = this.#steps.open.nameOf(arrival);
    if (name === undefined) this.#local.complete(arrival, completion);
    else this.#replica.tell({ type: 'complete', arrival: name, completion });
  }

  async stray(method: string, path: string): Promise<string> {
    return this.#orAlone(
      () => this.#replica.take<string>({ step: { type: 'stray', method, path } }),
      () => this.#local.stray(method, path),
    );
  }

  /** By every replica; or by this one alone, where the store is gone and requests are to be answered all the same. */
  async #orAlone<T>(shared: () => Promise<T>, alone: () => T | Promise<T>): Promise<T> {
    if (!this.#goesOn) return shared();
    if (!this.#replica.isUp) return this.#replica.stray(alone);
    try {
      return await shared();
    } catch (error) {
      if (!(error instanceof StoreDownError)) throw error;
      return this.#replica.stray(alone);
    }
  }
}
