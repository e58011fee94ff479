import { deserialize, serialize } from 'node:v8';
import { type CallData, callOf, type Operation } from '../control/operation.js';
import { OPERATIONS } from '../control/operations.js';
import { SLUG } from '../options/settings.js';
import type { MockState, StateSnapshot } from '../state.js';
import type { Arrival, Come, Decision, Intake } from '../vendor/intake.js';
import type { PushPath } from '../vendor/route.js';
import { GivenUpError } from './errors.js';
import type { Logged } from './step.js';

/** A request that is not complete, and the replica that answers it. */
interface Open {
  readonly arrival: Arrival;
  readonly replica: string;
  /** Whether its push was recorded as delivered. */
  accepted: boolean;
}

interface OpenSnapshot extends Omit<Open, 'arrival'> {
  readonly name: string;
  readonly slug: string;
  readonly arrival: Omit<Arrival, 'integration'>;
}

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
  readonly #open = new Map<string, Open>();
  readonly #names = new WeakMap<Arrival, string>();
  /** Arrivals that whoever answers them was told of. */
  readonly #answered = new Set<string>();

  constructor(state: MockState, path: PushPath, intake: Intake) {
    this.#state = state;
    this.#path = path;
    this.#intake = intake;
  }

  /** What an arrival is called in the log; `undefined` for one that came while the store was gone. */
  nameOf(arrival: Arrival): string | undefined {
    return this.#names.get(arrival);
  }

  /** Takes a step; resolves with what it came to. Rejects as its call would. */
  take({ position, replica, step, bytes = NOTHING }: Logged): unknown {
    switch (step.type) {
      case 'arrive':
        return this.#arrive(position, replica, this.#intake.arrive(step.arriving) as Arrival);
      case 'receive':
        return this.#intake.receive(this.#of(step.arrival).arrival, { ...step.body, bytes });
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

  /** Requests of a replica that it does not know of: it asked for them, and did not hear that they were entered. */
  orphans(replica: string): string[] {
    return [...this.#open]
      .filter(([name, open]) => open.replica === replica && !this.#answered.has(name))
      .map(([name]) => name);
  }

  /** Whoever answers an arrival knows of it. */
  answering(arrival: Arrival): void {
    const name = this.nameOf(arrival);
    if (name !== undefined) this.#answered.add(name);
  }

  /** The state after the last step, as plain data. */
  snapshot(): Buffer {
    const open = [...this.#open].filter(
      ([
        ,
        {
          arrival: { integration },
        },
      ]) => this.#state.known(integration.slug) === integration,
    );
    const left = open.map(([name, { arrival, ...rest }]): OpenSnapshot => {
      const { integration, ...kept } = arrival;
      return { name, slug: integration.slug, arrival: kept, ...rest };
    });
    return serialize({ state: this.#state.snapshot, open: left } satisfies Snapshot);
  }

  /** Goes on from a snapshot, instead of from the beginning. */
  restore(snapshot: Buffer): void {
    // Written by `snapshot` alone, of the same version: the covenant holds it.
    const { state, open } = deserialize(snapshot) as Snapshot;
    this.#state.restore(state);
    for (const { name, slug, arrival, replica, accepted } of open) {
      const integration = this.#state.known(slug);
      if (integration) this.#arrive(name, replica, { integration, ...arrival }, accepted);
    }
  }

  /** Forgets what is open, for when the log is read anew. */
  clear(): void {
    this.#open.clear();
  }

  #arrive(name: string, replica: string, arrival: Arrival, accepted = false): Arrival {
    this.#open.set(name, { arrival, replica, accepted });
    this.#names.set(arrival, name);
    return arrival;
  }

  async #decide(name: string, come: Come): Promise<Decision> {
    const open = this.#of(name);
    const decision = await this.#intake.decide(open.arrival, come);
    open.accepted = decision.accepted;
    return decision;
  }

  #complete(name: string, completion: Parameters<Intake['complete']>[1]): void {
    const open = this.#open.get(name);
    this.#answered.delete(name);
    if (!this.#open.delete(name) || !open) return;
    this.#intake.complete(open.arrival, completion);
  }

  async #call(name: string, data: CallData): Promise<unknown> {
    const operation = OPERATIONS.find((candidate) => nameOfOperation(candidate) === name);
    if (!operation) throw new Error(`a replica of another version asks for ${name}`);
    return operation.handle(callOf(this.#state, this.#path, data, NEVER));
  }

  #giveUp(replica: string): void {
    const left = [...this.#open].filter(([, open]) => open.replica === replica);
    for (const [name] of left) this.#lose(name);
  }

  /** What was accepted stays accepted, though the sender never heard of it. */
  #lose(name: string): void {
    const accepted = this.#open.get(name)?.accepted ?? false;
    this.#complete(name, { outcome: 'aborted', accepted });
  }

  #of(name: string): Open {
    const open = this.#open.get(name);
    if (!open) throw new GivenUpError(`the request ${name} was given up`);
    return open;
  }
}

/** What an operation is called in the log. */
export function nameOfOperation({ method, path }: Operation): string {
  return `${method} ${path}`;
}

const NEVER = new AbortController().signal;
