import type { PushRequest } from 'imshop-contracts';

/** How often one push reached one customer. */
export interface Tally {
  times: number;
  lastAtMs: number;
}

/** A push that was recorded. */
export interface Recorded {
  /** Of its customers, one for each id in it. */
  readonly tallies: readonly Tally[];
  /** Of everybody who got a push of the same texts, with these customers or others. */
  readonly all: ReadonlyMap<string, Tally>;
  lastAtMs: number;
  timesUntold: number;
}

/** Pushes that were recorded. The very same one, recorded again, is merely counted: its tallies are told when somebody asks. */
export class RecordedPushes {
  #byPush = new WeakMap<PushRequest, Recorded>();
  #untold: Recorded[] = [];

  get(push: PushRequest): Recorded | undefined {
    return this.#byPush.get(push);
  }

  add(push: PushRequest, tallies: readonly Tally[], all: ReadonlyMap<string, Tally>): Recorded {
    const recorded = { tallies, all, lastAtMs: Number.NEGATIVE_INFINITY, timesUntold: 0 };
    this.#byPush.set(push, recorded);
    return recorded;
  }

  count(recorded: Recorded, atMs: number): void {
    if (recorded.timesUntold === 0) this.#untold.push(recorded);
    recorded.timesUntold += 1;
    recorded.lastAtMs = atMs;
  }

  /** Brings all tallies up to date. */
  tell(): void {
    for (const recorded of this.#untold) {
      for (const tally of recorded.tallies) {
        tally.times += recorded.timesUntold;
        tally.lastAtMs = Math.max(tally.lastAtMs, recorded.lastAtMs);
      }
      recorded.timesUntold = 0;
    }
    this.#untold = [];
  }

  /** Tells, and forgets: tallies are about to go. */
  close(): void {
    this.tell();
    this.#byPush = new WeakMap();
  }
}
