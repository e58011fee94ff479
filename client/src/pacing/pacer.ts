import type { Clock } from '../clock.js';
import { MAX_RETRY_AFTER_MS } from './advice.js';
import { type LimitSigns, settlementOf } from './pace.js';
import type { PaceStore, Turn } from './pace-store.js';
import { gapMs, MAX_STRIKES, type RateLimit } from './rate-limit.js';
import { withinPatience } from './within-patience.js';

/** Why a request waits: for the gap or freeze to pass, or for another sender's request to be answered. */
export type WaitReason = 'pace' | 'turn';

/** The right to send one request. */
export interface PacedTurn {
  /**
   * Gives the turn back after the answer, or the failure.
   *
   * @returns Milliseconds during which nobody may send.
   */
  settle(signs: LimitSigns): Promise<number>;
}

export interface PacerOptions {
  readonly store: PaceStore;
  readonly credential: string;
  readonly limit: RateLimit;
  /** The longest that a request may take. */
  readonly requestMs: number;
  readonly clock: Clock;
  readonly random: () => number;
}

/** While somebody's request is on its way, its turn may come back any moment. */
const LONGEST_POLL_MS = 250;

/** Lets one request at a time of this credential go, each so long after the answer of the last. First come, first served. */
export class Pacer {
  readonly #options: PacerOptions;
  #lastInLine: Promise<void> = Promise.resolve();
  #inLine = 0;

  constructor(options: PacerOptions) {
    this.#options = options;
  }

  /**
   * Waits for the turn.
   *
   * @param onWait Told of each wait, with its length; for another sender's turn, with the longest that it can take.
   * @throws The reason of `signal` once it is aborted; what the store throws.
   */
  async take(onWait: (waitMs: number, reason: WaitReason) => void, signal: AbortSignal): Promise<PacedTurn> {
    const ahead = this.#lastInLine;
    this.#inLine += 1;
    let leave = () => {};
    const left = new Promise<void>((resolve) => {
      leave = () => {
        this.#inLine -= 1;
        resolve();
      };
    });
    this.#lastInLine = ahead.then(() => left);
    try {
      if (this.#inLine > 1) onWait(this.#holdMs, 'turn');
      await unlessAborted(ahead, signal);
      const turn = await this.#poll(onWait, signal);
      return { settle: (signs) => this.#settle(turn, signs).finally(leave) };
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** The longest wait that can be true. */
  get longestWaitMs(): number {
    const { limit } = this.#options;
    return Math.max(MAX_RETRY_AFTER_MS, 2 * limit.windowMs, gapMs(limit, MAX_STRIKES), this.#holdMs);
  }

  async #poll(onWait: (waitMs: number, reason: WaitReason) => void, signal: AbortSignal): Promise<Turn> {
    const { store, credential, clock } = this.#options;
    const bounds = { holdMs: this.#holdMs, longestWaitMs: this.longestWaitMs };
    for (let told: WaitReason | undefined; ; ) {
      signal.throwIfAborted();
      const turn = await withinPatience(store.take(credential, bounds), clock, signal);
      if (turn.taken) return turn;
      const reason = turn.held ? 'turn' : 'pace';
      if (reason !== told) onWait(turn.waitMs, reason);
      told = reason;
      await clock.sleep(turn.held ? Math.min(turn.waitMs, this.#pollMs) : turn.waitMs, signal);
    }
  }

  async #settle(turn: Turn, signs: LimitSigns): Promise<number> {
    const settlement = settlementOf(turn.pace, signs, this.#options.limit, this.#options.random);
    await withinPatience(turn.settle(settlement), this.#options.clock);
    return settlement.coolDownMs;
  }

  /** After a sender died, its request may still arrive until it would have timed out; then a gap. */
  get #holdMs(): number {
    return this.#options.requestMs + gapMs(this.#options.limit, 0);
  }

  get #pollMs(): number {
    return Math.min(LONGEST_POLL_MS, gapMs(this.#options.limit, 0) / 10);
  }
}

function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
}
