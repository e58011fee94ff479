import { deserialize, serialize } from 'node:v8';
import { type CallData, callOf, type Operation } from '../control/operation.js';
import { OPERATIONS } from '../control/operations.js';
import type { Completion } from '../journal/entry.js';
import { SLUG } from '../options/settings.js';
import type { MockState, StateSnapshot } from '../state.js';
import type { Arrival, Arriving, Come, Decision, Intake } from '../vendor/intake.js';
import type { PushPath } from '../vendor/route.js';
import { OpenRequests, type OpenSnapshot } from './open-requests.js';
import type { Logged } from './step.js';

interface Snapshot {
  readonly state: StateSnapshot;
  readonly open: readonly OpenSnapshot[];
}

const NOTHING = Buffer.alloc(0);

/** What each step does to the state of one replica. */
export class Steps {
  readonly #state: MockState;
  readonly #path: PushPath;
  readonly #intake: Intake;
  readonly open = new OpenRequests();

  constructor(state: MockState, path: PushPath, intake: Intake) {
    this.#state = state;
    this.#path = path;
    this.#intake = intake;
  }

  /** Takes a step; resolves with what it came to. Rejects as its call would. */
  take({ position, replica, step, bytes = NOTHING }: Logged): unknown {
    switch (step.type) {
      case 'arrive':
        return this.#arrive(position, replica, step.arriving);
      case 'receive':
        return this.#intake.receive(this.open.get(step.arrival).arrival, { ...step.body, bytes });
      case 'decide':
        return this.#decide(step.arrival, { ...step.come, body: { ...step.body, bytes } });
      case 'complete':
        return this.#complete(step.arrival, step.completion);
      case 'lose':
        return this.#lose(step.arrival);
      case 'stray':
        return this.#intake.stray(step.method, step.path);
      case 'call':
        return this.#call(step.operation, step.data);
      case 'look':
        return step.slug !== undefined && SLUG.test(step.slug) ? void this.#state.integration(step.slug) : undefined;
      case 'tick':
      case 'kept':
        return undefined;
      case 'gone':
        return this.#giveUp(step.replica);
    }
  }

  /** The state after the last step, as plain data. */
  snapshot(): Buffer {
    const open = this.open.snapshot((slug) => this.#state.known(slug));
    return serialize({ state: this.#state.snapshot, open } satisfies Snapshot);
  }

  /** Goes on from a snapshot, instead of from the beginning. */
  restore(snapshot: Buffer): void {
    // Written by `snapshot` alone, of the same version: the covenant holds it.
    const { state, open } = deserialize(snapshot) as Snapshot;
    this.#state.restore(state);
    this.open.restore(open, (slug) => this.#state.known(slug));
  }

  async #arrive(name: string, replica: string, arriving: Arriving): Promise<Arrival> {
    const arrival = await this.#intake.arrive(arriving);
    this.open.add(name, { arrival, replica, accepted: false });
    return arrival;
  }

  async #decide(name: string, come: Come): Promise<Decision> {
    const open = this.open.get(name);
    const decision = await this.#intake.decide(open.arrival, come);
    open.accepted = decision.accepted;
    return decision;
  }

  /** What was accepted stays accepted, though the sender left before whoever answers him heard of it. */
  #complete(name: string, completion: Completion): void {
    const open = this.open.remove(name);
    if (open) this.#intake.complete(open.arrival, { ...completion, accepted: open.accepted });
  }

  #lose(name: string): void {
    this.#complete(name, { outcome: 'aborted', accepted: false });
  }

  async #call(name: string, data: CallData): Promise<unknown> {
    const operation = OPERATIONS.find((candidate) => nameOfOperation(candidate) === name);
    if (!operation) throw new Error(`a replica of another version asks for ${name}`);
    return operation.handle(callOf(this.#state, this.#path, data, NEVER));
  }

  #giveUp(replica: string): void {
    for (const name of this.open.of(replica)) this.#lose(name);
  }
}

/** What an operation is called in the log. */
export function nameOfOperation({ method, path }: Operation): string {
  return `${method} ${path}`;
}

const NEVER = new AbortController().signal;
