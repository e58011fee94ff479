import type { Integration } from '../integration.js';
import type { Arrival } from '../vendor/intake.js';
import { GivenUpError } from './errors.js';

/** A request that is not complete, and the replica that answers it. */
export interface Open {
  readonly arrival: Arrival;
  readonly replica: string;
  /** Whether its push was recorded as delivered. */
  accepted: boolean;
}

/** An open request as plain data. */
export interface OpenSnapshot extends Omit<Open, 'arrival'> {
  readonly name: string;
  readonly slug: string;
  readonly arrival: Omit<Arrival, 'integration'>;
}

/** The requests of all replicas that are being answered, each by the position of its arrival in the log. */
export class OpenRequests {
  readonly #open = new Map<string, Open>();
  readonly #names = new WeakMap<Arrival, string>();
  /** Those that whoever answers them was told of. */
  readonly #answered = new Set<string>();

  add(name: string, open: Open): void {
    this.#open.set(name, open);
    this.#names.set(open.arrival, name);
  }

  /** What an arrival is called in the log; `undefined` for one that came while the store was gone. */
  nameOf(arrival: Arrival): string | undefined {
    return this.#names.get(arrival);
  }

  /** @throws {GivenUpError} where it is open no longer: its replica was taken for gone. */
  get(name: string): Open {
    const open = this.#open.get(name);
    if (!open) throw new GivenUpError(`the request ${name} was given up`);
    return open;
  }

  /** Takes one out; `undefined` where it was complete already. */
  remove(name: string): Open | undefined {
    const open = this.#open.get(name);
    this.#open.delete(name);
    this.#answered.delete(name);
    return open;
  }

  /** Those that a replica is to answer. */
  of(replica: string): string[] {
    return [...this.#open].filter(([, open]) => open.replica === replica).map(([name]) => name);
  }

  /** Whoever answers an arrival knows of it. */
  answering(arrival: Arrival): void {
    const name = this.nameOf(arrival);
    if (name !== undefined) this.#answered.add(name);
  }

  /** Those of a replica that it does not know of: it asked for them, and did not hear that they were entered. */
  orphans(replica: string): string[] {
    return this.of(replica).filter((name) => !this.#answered.has(name));
  }

  /** @param known The integrations that are still there; what is open at others matters to nobody. */
  snapshot(known: (slug: string) => Integration | undefined): OpenSnapshot[] {
    return [...this.#open].flatMap(([name, { arrival, ...rest }]) => {
      const { integration, ...kept } = arrival;
      const { slug } = integration;
      return known(slug) === integration ? [{ name, slug, arrival: kept, ...rest }] : [];
    });
  }

  restore(snapshots: readonly OpenSnapshot[], known: (slug: string) => Integration | undefined): void {
    for (const { name, slug, arrival, ...rest } of snapshots) {
      const integration = known(slug);
      if (integration) this.add(name, { arrival: { integration, ...arrival }, ...rest });
    }
  }

  /** For when the log is read anew. */
  clear(): void {
    this.#open.clear();
  }
}
