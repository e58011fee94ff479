import type { PushRequest } from 'imshop-contracts';
import type { Duplicated } from '../api/reports.js';
import { pushKey } from './push-key.js';

/** How often one push reached one customer. */
interface Tally {
  times: number;
  lastAtMs: number;
}

/** One text with one deeplink, and whom it was accepted for. */
interface Delivered {
  readonly push: PushRequest;
  readonly tallies: Map<string, Tally>;
}

/** What is known of a push before it is recorded. */
export interface Precedents {
  /** Its customers for whom the same push was accepted a short while ago. */
  readonly repeated: readonly string[];
  /** How many customers the same push was accepted for. */
  readonly reach: number;
}

/** Pairs of a push and a customer that the ledger keeps; the oldest pushes go first. */
const MAX_TALLIES = 1_000_000;

/** Who got which push, and how often. Two pushes are the same where title, summary and deeplink are. */
export class Ledger {
  readonly #onForget: (pairs: number) => void;
  readonly #delivered = new Map<string, Delivered>();
  #requests = 0;
  #acceptedRequests = 0;
  #tallies = 0;
  #forgotten = 0;

  /** @param onForget Called with how many pairs of a push and a customer have to go. */
  constructor(onForget: (pairs: number) => void) {
    this.#onForget = onForget;
  }

  get requests(): number {
    return this.#requests;
  }

  get acceptedRequests(): number {
    return this.#acceptedRequests;
  }

  /** Pairs of a push and a customer that are held. */
  get pairs(): number {
    return this.#tallies;
  }

  /** Pairs of a push and a customer that had to go. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** Counts a request, whatever becomes of it. */
  count(): void {
    this.#requests += 1;
  }

  record(push: PushRequest, atMs: number): void {
    this.#acceptedRequests += 1;
    const { tallies } = this.#of(push);
    const before = tallies.size;
    for (const userId of push.userIds) {
      const tally = tallies.get(userId);
      if (tally) {
        tally.times += 1;
        tally.lastAtMs = atMs;
      } else tallies.set(userId, { times: 1, lastAtMs: atMs });
    }
    this.#tallies += tallies.size - before;
    this.#keepWithinBound();
  }

  /** What went before this push; a repetition is one at or after the given moment. */
  precedents(push: PushRequest, repeatedSinceMs: number): Precedents {
    const tallies = this.#delivered.get(pushKey(push))?.tallies;
    if (!tallies) return { repeated: [], reach: 0 };
    const isRecent = (userId: string) => (tallies.get(userId)?.lastAtMs ?? Number.NEGATIVE_INFINITY) >= repeatedSinceMs;
    return { repeated: push.userIds.filter(isRecent), reach: tallies.size };
  }

  /** How many customers got their push once, and who got it more often. */
  summary(): { readonly once: number; readonly duplicated: Duplicated[] } {
    const duplicated = [...this.#delivered.values()].flatMap(({ push: { message, deeplink }, tallies }) =>
      [...tallies]
        .filter(([, { times }]) => times > 1)
        .map(([userId, { times }]) => ({ userId, times, message, ...(deeplink === undefined ? {} : { deeplink }) })),
    );
    return { once: this.#tallies - duplicated.length, duplicated };
  }

  clear(): void {
    this.#delivered.clear();
    this.#requests = 0;
    this.#acceptedRequests = 0;
    this.#tallies = 0;
    this.#forgotten = 0;
  }

  #of(push: PushRequest): Delivered {
    const key = pushKey(push);
    const known = this.#delivered.get(key);
    if (known) return known;
    const { message, deeplink } = push;
    const made = {
      push: { userIds: [], message, ...(deeplink === undefined ? {} : { deeplink }) },
      tallies: new Map(),
    };
    this.#delivered.set(key, made);
    return made;
  }

  #keepWithinBound(): void {
    for (const [key, { tallies }] of this.#delivered) {
      if (this.#tallies <= MAX_TALLIES) return;
      this.#delivered.delete(key);
      this.#tallies -= tallies.size;
      this.#forgotten += tallies.size;
      this.#onForget(tallies.size);
    }
  }
}
