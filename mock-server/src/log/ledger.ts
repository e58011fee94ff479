import type { PushRequest } from 'imshop-contracts';
import { NO_PRECEDENTS, type Precedents } from '../advisories/index.js';
import type { Duplicated } from '../api/reports.js';
import type { Bounds } from '../limits/bounds.js';
import type { Holder } from '../limits/shared-bound.js';
import { pushKey } from './push-key.js';
import { type Recorded, RecordedPushes, type Tally } from './recorded-pushes.js';

/** One text with one deeplink, and whom it was accepted for. */
interface Delivered {
  readonly push: PushRequest;
  readonly tallies: Map<string, Tally>;
}

/** The bound is one of memory: a push takes as much as so many pairs, and these are the characters that take as much as one. */
const PAIRS_OF_A_PUSH = 4;
const CHARACTERS_OF_A_TEXT = 32;
const CHARACTERS_OF_AN_ID = 64;

/**
 * Who got which push, and how often. Two pushes are the same where title, summary and deeplink are. What it holds is
 * counted in pairs of a push and a customer; a push counts for some more, whoever it is for, and so do long texts.
 */
export class Ledger implements Holder {
  /** Of its integration. */
  readonly name: string;
  readonly #bounds: Bounds;
  readonly #delivered = new Map<string, Delivered>();
  readonly #recorded = new RecordedPushes();
  #held = 0;
  #requests = 0;
  #acceptedRequests = 0;
  #tallies = 0;
  #forgotten = 0;

  constructor(name: string, bounds: Bounds) {
    this.name = name;
    this.#bounds = bounds;
    bounds.ledgers.join(this);
  }

  get held(): number {
    return this.#held;
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
    const heldBefore = this.#held;
    const recorded = this.#recorded.get(push) ?? this.#enter(push);
    this.#recorded.count(recorded, atMs);
    if (this.#held > heldBefore) this.#bounds.ledgers.add(this, this.#held - heldBefore);
  }

  /** What went before this push; a repetition is one at or after the given moment. */
  precedents(push: PushRequest, repeatedSinceMs: number): Precedents {
    const recorded = this.#recorded.get(push);
    const tallies = recorded?.all ?? this.#delivered.get(pushKey(push))?.tallies;
    if (!tallies) return NO_PRECEDENTS;
    const reach = tallies.size;
    if (recorded && recorded.lastAtMs >= repeatedSinceMs) return { repeated: push.userIds.length, reach };
    this.#recorded.tell();
    let repeated = 0;
    for (const userId of push.userIds) {
      if ((tallies.get(userId)?.lastAtMs ?? Number.NEGATIVE_INFINITY) >= repeatedSinceMs) repeated += 1;
    }
    return { repeated, reach };
  }

  /** How many customers got their push once, and who got it more often. */
  summary(): { readonly once: number; readonly duplicated: Duplicated[] } {
    this.#recorded.tell();
    const duplicated = [...this.#delivered.values()].flatMap(({ push: { message, deeplink }, tallies }) =>
      [...tallies]
        .filter(([, { times }]) => times > 1)
        .map(([userId, { times }]) => ({ userId, times, message, ...(deeplink === undefined ? {} : { deeplink }) })),
    );
    return { once: this.#tallies - duplicated.length, duplicated };
  }

  clear(): void {
    this.#delivered.clear();
    this.#recorded.close();
    this.#requests = 0;
    this.#acceptedRequests = 0;
    this.#tallies = 0;
    this.#forgotten = 0;
    this.#holdLess(this.#held);
  }

  /** Lets the oldest pairs of the oldest pushes go. */
  shrinkTo(level: number): void {
    this.#recorded.close();
    const heldBefore = this.#held;
    const talliesBefore = this.#tallies;
    let held = heldBefore;
    for (const [key, { tallies }] of this.#delivered) {
      for (const userId of tallies.keys()) {
        if (held <= level) break;
        tallies.delete(userId);
        this.#tallies -= 1;
        held -= weightOfUser(userId);
      }
      if (held <= level) break;
      this.#delivered.delete(key);
      held -= weightOfPush(key);
    }
    const forgotten = talliesBefore - this.#tallies;
    this.#forgotten += forgotten;
    this.#bounds.evictions.count('ledger-pair', forgotten);
    this.#holdLess(heldBefore - held);
  }

  #holdLess(amount: number): void {
    this.#held -= amount;
    this.#bounds.ledgers.add(this, -amount);
  }

  /** Tallies for its customers, new ones at zero. */
  #enter(push: PushRequest): Recorded {
    const delivered = this.#of(push);
    const tallies = push.userIds.map((userId) => this.#tallyOf(userId, delivered));
    return this.#recorded.add(push, tallies, delivered.tallies);
  }

  #tallyOf(userId: string, { tallies }: Delivered): Tally {
    const known = tallies.get(userId);
    if (known) return known;
    const made = { times: 0, lastAtMs: Number.NEGATIVE_INFINITY };
    tallies.set(userId, made);
    this.#tallies += 1;
    this.#held += weightOfUser(userId);
    return made;
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
    this.#held += weightOfPush(key);
    return made;
  }
}

function weightOfUser(userId: string): number {
  return 1 + Math.floor(userId.length / CHARACTERS_OF_AN_ID);
}

/** Its texts are held twice: in its key, and to be shown. */
function weightOfPush(key: string): number {
  return PAIRS_OF_A_PUSH + Math.floor(key.length / CHARACTERS_OF_A_TEXT);
}
