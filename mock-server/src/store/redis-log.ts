import { once } from 'node:events';
import { Redis } from 'ioredis';
import { BEGINNING, type Logged, type Step, type Taking } from './step.js';

/** A replica that has not been heard of for so long is gone. */
const PRESENCE_MS = 5_000;

/** Longer than a store that is there takes to answer. */
const COMMAND_TIMEOUT_MS = 2_000;
const CONNECT_TIMEOUT_MS = 2_000;
const MAX_RECONNECT_MS = 1_000;

/** A replica that is about to keep a snapshot has so long before another may. */
const KEEPING_MS = 10_000;

/** Longest that a look for new steps waits for one. */
const BLOCK_MS = 2_000;
const MAX_STEPS = 500;

/** What the replicas of one vendor must agree on. */
export interface Covenant {
  readonly seed: number;
  /** What changes how the vendor behaves, as JSON. */
  readonly settings: string;
}

/** What all steps up to a position came to. */
export interface Kept {
  readonly position: string;
  readonly state: Buffer;
}

/** The log of one vendor in Redis or Valkey, and what lies beside it. Every method rejects where the store is gone. */
export class RedisLog {
  readonly #redis: Redis;
  /** Waits for steps, so nothing else can be asked over it. */
  readonly #reader: Redis;
  readonly #key: (name: string) => string;

  constructor(url: string, prefix: string) {
    this.#redis = connection(url, { commandTimeout: COMMAND_TIMEOUT_MS });
    this.#reader = connection(url, { socketTimeout: BLOCK_MS + COMMAND_TIMEOUT_MS });
    this.#key = (name) => `${prefix}:${name}`;
  }

  /** Rejects with what went wrong at first, which says more than that the connection is closed. */
  async connect(): Promise<void> {
    const wentWrong = once(this.#redis, 'error').then(([error]) => Promise.reject(error));
    await Promise.race([wentWrong, Promise.all([this.#redis.connect(), this.#reader.connect()])]);
  }

  close(): void {
    this.#redis.disconnect();
    this.#reader.disconnect();
  }

  /** Enters a step; gives its position. */
  async append(replica: string, token: string, { step, bytes }: Taking): Promise<string> {
    const fields = ['replica', replica, 'token', token, 'step', JSON.stringify(step)];
    const body = bytes === undefined ? [] : ['bytes', bytes];
    const position = await this.#redis.xadd(this.#key('log'), '*', ...fields, ...body);
    return String(position);
  }

  /** The steps after a position; waits a while for the next one where there is none. */
  async next(after: string): Promise<Logged[]> {
    const found = await this.#reader.xreadBuffer(
      'COUNT',
      MAX_STEPS,
      'BLOCK',
      BLOCK_MS,
      'STREAMS',
      this.#key('log'),
      after,
    );
    return (found?.[0]?.[1] ?? []).map(([position, fields]) => loggedOf(String(position), fields ?? []));
  }

  /** The position of the newest step. */
  async end(): Promise<string> {
    const [newest] = await this.#redis.xrevrange(this.#key('log'), '+', '-', 'COUNT', 1);
    return newest?.[0] ?? BEGINNING;
  }

  /** Whether the log still holds the step at a position, and so all after it. */
  async holds(position: string): Promise<boolean> {
    return (await this.#redis.xrange(this.#key('log'), position, position)).length > 0;
  }

  /** Whether this replica, and no other for a while, is to keep a snapshot. */
  async claimKeeping(replica: string): Promise<boolean> {
    return (await this.#redis.set(this.#key('keeping'), replica, 'PX', KEEPING_MS, 'NX')) !== null;
  }

  /** Keeps what all steps up to a position came to. It may be large, so no time-out of a command holds. */
  async keep({ position, state }: Kept): Promise<void> {
    await this.#reader.hset(this.#key('snapshot'), { position, state });
  }

  async kept(): Promise<Kept | undefined> {
    const { position, state } = await this.#reader.hgetallBuffer(this.#key('snapshot'));
    return position && state ? { position: String(position), state } : undefined;
  }

  /** Forgets the steps before a position. */
  async trim(position: string): Promise<void> {
    await this.#redis.xtrim(this.#key('log'), 'MINID', position);
  }

  /** What the replicas agreed on; what is offered, where there was nothing. */
  async agree(offer: Covenant): Promise<Covenant> {
    const kept = await this.#redis.set(this.#key('covenant'), JSON.stringify(offer), 'NX', 'GET');
    return kept === null ? offer : JSON.parse(kept);
  }

  /** Says that a replica is there, and how far it is. */
  async appear(replica: string, position: string): Promise<void> {
    await this.#redis
      .multi()
      .sadd(this.#key('replicas'), replica)
      .set(this.#key(`replica:${replica}`), position, 'PX', PRESENCE_MS)
      .exec();
  }

  /** Replicas that appeared, and how far they are; `null` for one that has not been heard of. */
  async presence(): Promise<ReadonlyMap<string, string | null>> {
    const replicas = await this.#redis.smembers(this.#key('replicas'));
    if (replicas.length === 0) return new Map();
    const positions = await this.#redis.mget(replicas.map((replica) => this.#key(`replica:${replica}`)));
    return new Map(replicas.map((replica, index) => [replica, positions[index] ?? null]));
  }

  async disappear(replica: string): Promise<void> {
    await this.#redis
      .multi()
      .srem(this.#key('replicas'), replica)
      .del(this.#key(`replica:${replica}`))
      .exec();
  }

  /** Forgets it all. */
  async clear(): Promise<void> {
    await this.#redis.del(['log', 'covenant', 'replicas', 'snapshot'].map((name) => this.#key(name)));
  }
}

/** Fails at once where the store is not there, rather than keep what is asked until it is. */
function connection(
  url: string,
  timeouts: { readonly commandTimeout?: number; readonly socketTimeout?: number },
): Redis {
  const redis = new Redis(url.replace(/^unix:/, ''), {
    protocol: 2,
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(50 * 2 ** times, MAX_RECONNECT_MS),
    ...timeouts,
  });
  // Whoever asks for something hears of it.
  redis.on('error', () => {});
  return redis;
}

function loggedOf(position: string, fields: readonly Buffer[]): Logged {
  const values = new Map<string, Buffer>();
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [name, value] = [fields[index], fields[index + 1]];
    if (name && value) values.set(String(name), value);
  }
  const text = (name: string): string => String(values.get(name) ?? '');
  // Written by `append` alone.
  const step = JSON.parse(text('step')) as Step;
  return { position, replica: text('replica'), token: text('token'), step, bytes: values.get('bytes') };
}
