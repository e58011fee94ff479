import type { PushRequest } from 'imshop-contracts';
import { NO_PRECEDENTS, type Precedents } from '../advisories/index.js';
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
  /** What its tallies do not tell yet. */
  readonly untold: Recorded[];
}

/** A push that was recorded. Recorded again it is merely counted: its tallies are told when somebody asks. */
interface Recorded {
  readonly delivered: Delivered;
  /** One for each id in it. */
  readonly tallies: readonly Tally[];
  timesUntold: number;
  lastAtMs: number;
}

/** Pairs of a push and a customer that the ledger keeps; the oldest pushes go first. */
const MAX_TALLIES = 1_000_000;

/** Who got which push, and how often. Two pushes are the same where title, summary and deeplink are. */
export class Ledger {
  readonly #delivered = new Map<string, Delivered>();
  #recorded = new WeakMap<PushRequest, Recorded>();
  #requests = 0;
  #acceptedRequests = 0;
  #tallies = 0;
  #forgotten = 0;

  get requests(): number {
    return this.#requests;
  }

  get acceptedRequests(): number {
    return this.#acceptedRequests;
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
    const recorded = this.#recorded.get(push) ?? this.#enter(push);
    if (recorded.timesUntold === 0) recorded.delivered.untold.push(recorded);
    recorded.timesUntold += 1;
    recorded.lastAtMs = atMs;
  }

  /** What went before this push; a repetition is one at or after the given moment. */
  precedents(push: PushRequest, repeatedSinceMs: number): Precedents {
    const recorded = this.#recorded.get(push);
    const delivered = recorded?.delivered ?? this.#delivered.get(pushKey(push));
    if (!delivered) return NO_PRECEDENTS;
    const reach = delivered.tallies.size;
    if (recorded && recorded.lastAtMs >= repeatedSinceMs) return { repeated: push.userIds.length, reach };
    tell(delivered);
    const tallies = recorded?.tallies ?? push.userIds.map((userId) => delivered.tallies.get(userId));
    let repeated = 0;
    for (const tally of tallies) if (tally && tally.lastAtMs >= repeatedSinceMs) repeated += 1;
    return { repeated, reach };
  }

  /** How many customers got their push once, and who got it more often. */
  summary(): { readonly once: number; readonly duplicated: Duplicated[] } {
    const duplicated = [...this.#delivered.values()].flatMap((delivered) => {
      tell(delivered);
      const {
        push: { message, deeplink },
        tallies,
      } = delivered;
      return [...tallies]
        .filter(([, { times }]) => times > 1)
        .map(([userId, { times }]) => ({ userId, times, message, ...(deeplink === undefined ? {} : { deeplink }) }));
    });
    return { once: this.#tallies - duplicated.length, duplicated };
  }

  clear(): void {
    this.#delivered.clear();
    this.#recorded = new WeakMap();
    this.#requests = 0;
    this.#acceptedRequests = 0;
    this.#tallies = 0;
    this.#forgotten = 0;
  }

  /** A tally for each customer of the push, new ones at zero. */
  #enter(push: PushRequest): Recorded {
    const delivered = this.#of(push);
    const before = delivered.tallies.size;
    const tallies = push.userIds.map((userId) => tallyOf(userId, delivered));
    this.#tallies += delivered.tallies.size - before;
    const recorded = { delivered, tallies, timesUntold: 0, lastAtMs: Number.NEGATIVE_INFINITY };
    this.#recorded.set(push, recorded);
    this.#keepWithinBound();
    return recorded;
  }

  #of(push: PushRequest): Delivered {
    const key = pushKey(push);
    const known = this.#delivered.get(key);
    if (known) return known;
    const { message, deeplink } = push;
    const made = {
      push: { userIds: [], message, ...(deeplink === undefined ? {} : { deeplink }) },
      tallies: new Map(),
      untold: [],
    };
    this.#delivered.set(key, made);
    return made;
  }

  #keepWithinBound(): void {
    for (const [key, { tallies }] of this.#delivered) {
      if (this.#tallies <= MAX_TALLIES) return;
      this.#delivered.delete(key);
      this.#recorded = new WeakMap();
      this.#tallies -= tallies.size;
      this.#forgotten += tallies.size;
    }
  }
}

function tallyOf(userId: string, { tallies }: Delivered): Tally {
  const known = tallies.get(userId);
  if (known) return known;
  const made = { times: 0, lastAtMs: Number.NEGATIVE_INFINITY };
  tallies.set(userId, made);
  return made;
}

/** Enters into the tallies what they do not tell yet. */
function tell({ untold }: Delivered): void {
  for (const recorded of untold) {
    for (const tally of recorded.tallies) {
      tally.times += recorded.timesUntold;
      tally.lastAtMs = Math.max(tally.lastAtMs, recorded.lastAtMs);
    }
    recorded.timesUntold = 0;
  }
  untold.length = 0;
}
