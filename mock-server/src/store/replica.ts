import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../printing/message-of.js';
import type { MockState } from '../state.js';
import { StoreDownError } from './errors.js';
import { Keeping } from './keeping.js';
import type { Kept, RedisLog } from './redis-log.js';
import type { SharedClock } from './shared-clock.js';
import { BEGINNING, isBefore, type Logged, type Step, type Taking, timeOf } from './step.js';
import type { Steps } from './steps.js';
import { Waiters } from './waiters.js';

/** How often a replica says that it is there, and looks who is not. */
const PRESENCE_INTERVAL_MS = 1_000;

/** Between two attempts to reach a store that is gone. */
const RETRY_MS = 100;

/** One of several mocks that are one vendor: it takes every step of the shared log, its own and the others'. */
export class Replica {
  readonly id = randomUUID();
  readonly #log: RedisLog;
  readonly #state: MockState;
  readonly #clock: SharedClock;
  readonly #steps: Steps;
  readonly #waiters = new Waiters();
  /** Steps that could not be told while the store was gone, and matter still. */
  #untold: Step[] = [];
  readonly #keeping = new Keeping();
  #position = BEGINNING;
  #isUp = false;
  /** Whether this replica took steps that are in no log. */
  #strayed = false;
  #isClosed = false;
  #following: Promise<void> | undefined;

  constructor(log: RedisLog, state: MockState, clock: SharedClock, steps: Steps) {
    this.#log = log;
    this.#state = state;
    this.#clock = clock;
    this.#steps = steps;
    clock.onDue(() => void this.take({ step: { type: 'tick' } }).catch(() => {}));
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Comes to the state of the others, and follows them from now on. */
  async start(): Promise<void> {
    await this.#catchUp();
    this.#following = this.#follow();
    await this.#appear();
    const appearing = setInterval(() => void this.#appear().catch(() => {}), PRESENCE_INTERVAL_MS).unref();
    this.#state.stopping.addEventListener('abort', () => clearInterval(appearing));
  }

  /** Leaves; requests that this replica did not finish are given up. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#clock.stop();
    await this.#leave().catch(() => {});
    this.#log.close();
    await this.#following;
  }

  /**
   * Has a step taken by every replica; resolves with what it came to here.
   *
   * @throws {StoreDownError} where the store is gone, or goes before the step was taken.
   */
  async take<T>(taking: Taking): Promise<T> {
    if (!this.#isUp) throw new StoreDownError('the store does not answer');
    const { token, taken } = this.#waiters.add();
    this.#log.append(this.id, token, taking).catch((error: unknown) => this.#waiters.fail(token, downOf(error)));
    // A step's result is what its own kind gives; SharedIntake and the control plane ask for no other.
    return (await taken) as T;
  }

  /** Has a step taken for which nobody waits; later, where the store is gone. */
  tell(step: Step, bytes?: Buffer): void {
    this.take({ step, bytes }).catch((error: unknown) => {
      if (error instanceof StoreDownError && step.type === 'complete') this.#untold.push(step);
    });
  }

  /** Takes a step here alone, while the store is gone. */
  stray<T>(take: () => T): T {
    this.#goDown(new StoreDownError('the store did not answer'));
    this.#strayed = true;
    this.#clock.run();
    return take();
  }

  async #follow(): Promise<void> {
    while (!this.#isClosed) {
      try {
        if (!this.#isUp) await this.#catchUp();
        for (const logged of await this.#log.next(this.#position)) await this.#take(logged);
        if (this.#keeping.isDue(() => this.#state.journalled)) await this.#keep();
      } catch (error) {
        this.#goDown(error);
        await pause(RETRY_MS, undefined, { ref: false });
      }
    }
  }

  /** Goes on where the log still has what came since; else begins anew. */
  async #catchUp(): Promise<void> {
    const canGoOn = !this.#strayed && this.#position !== BEGINNING && (await this.#log.holds(this.#position));
    if (!canGoOn) this.#beginAnew(await this.#log.kept());
    const end = await this.#log.end();
    while (isBefore(this.#position, end)) {
      for (const logged of await this.#log.next(this.#position)) await this.#take(logged);
    }
    if (this.#state.store === 'down') this.#state.logger.warn({ replica: this.id }, 'the store is back');
    this.#isUp = true;
    this.#state.store = 'up';
    const untold = this.#untold;
    this.#untold = [];
    for (const step of untold) this.tell(step);
    for (const arrival of this.#steps.open.orphans(this.id)) this.#giveUp(arrival);
  }

  #beginAnew(kept: Kept | undefined): void {
    this.#state.restart();
    this.#steps.open.clear();
    this.#clock.rewind();
    this.#strayed = false;
    this.#position = kept?.position ?? BEGINNING;
    if (!kept) return;
    this.#clock.moveTo(timeOf(kept.position));
    this.#steps.restore(kept.state);
  }

  /** Keeps a snapshot, and forgets the steps that no replica needs any more. */
  async #keep(): Promise<void> {
    if (!(await this.#log.claimKeeping(this.id))) return;
    await this.#log.keep({ position: this.#position, state: this.#steps.snapshot() });
    const needed = [...(await this.#log.presence()).values()].filter((position) => position !== null);
    await this.#log.trim(needed.reduce((first, next) => (isBefore(next, first) ? next : first), this.#position));
    this.tell({ type: 'kept' });
  }

  async #take(logged: Logged): Promise<void> {
    this.#clock.moveTo(timeOf(logged.position));
    this.#position = logged.position;
    this.#keeping.count(logged);
    const isMine = logged.replica === this.id;
    const isAwaited = isMine && this.#waiters.has(logged.token);
    try {
      const result = await this.#steps.take(logged);
      if (isMine) this.#waiters.resolve(logged.token, result);
    } catch (error) {
      if (isMine) this.#waiters.fail(logged.token, error);
    }
    if (isMine && !isAwaited && this.#isUp && logged.step.type === 'arrive') this.#giveUp(logged.position);
  }

  /** Of a request that nobody here answers any longer. */
  #giveUp(arrival: string): void {
    this.tell({ type: 'lose', arrival });
  }

  #goDown(error: unknown): void {
    if (this.#isClosed) return;
    if (this.#isUp) this.#state.logger.warn({ error: messageOf(error) }, 'the store is gone');
    this.#isUp = false;
    this.#state.store = 'down';
    this.#waiters.failAll(downOf(error));
  }

  async #appear(): Promise<void> {
    await this.#log.appear(this.id, this.#position);
    const presence = await this.#log.presence();
    for (const [replica, position] of presence) {
      if (position !== null || replica === this.id) continue;
      await this.take({ step: { type: 'gone', replica } });
      await this.#log.disappear(replica);
    }
  }

  async #leave(): Promise<void> {
    await this.#log.append(this.id, 'last', { step: { type: 'gone', replica: this.id } });
    await this.#log.disappear(this.id);
  }
}

function downOf(cause: unknown): StoreDownError {
  return new StoreDownError('the store does not answer', { cause });
}
