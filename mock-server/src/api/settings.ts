import { RATE_LIMIT_REQUESTS, RATE_LIMIT_WINDOW_MS } from 'imshop-contracts';
import type { HEALTHY, MutantName } from '../mutants/names.js';
import type { Rate, RateInput } from '../settings/rate.js';

/** The shapes that the vendor's "10 requests a minute" may have. */
export const ALGORITHMS = ['fixed', 'aligned', 'sliding', 'bucket'] as const;
/** The forms of `Retry-After` in a 429. */
export const RETRY_AFTER_FORMS = ['seconds', 'date', 'off'] as const;
/** The bodies of a refusal: the page's, or with the keys that hapi 16 adds. */
export const ENVELOPES = ['documented', 'hapi'] as const;
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** Most `userIds` a request may be allowed; the bound keeps a setting from meaning "no limit". */
export const MAX_MAX_USER_IDS = 1_000_000;

/** The vendor's limit: 10 requests a minute. */
export const DOCUMENTED_RATE: Rate = { requests: RATE_LIMIT_REQUESTS, windowMs: RATE_LIMIT_WINDOW_MS };

/** The statuses that an answer may have. */
export const MIN_ANSWER_STATUS = 200;
export const MAX_ANSWER_STATUS = 599;

/** A slug names one integration. */
export const SLUG = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** Every setting with its value. Its row in `settings-table.ts` says how it is read and checked. */
export interface Settings {
  /** Port to listen on; 0 takes a free one. Default 8080, and 0 for `startMock`. */
  readonly port: number;
  /** Address to listen on. Beyond loopback the control API asks for `adminToken`. Default `127.0.0.1`. */
  readonly host: string;
  /** Path of the emulated endpoint; `:slug` names the integration. Default `/:slug/push`. */
  readonly path: string;
  /** Requests a window, or `null` for no limit. Default 10 a minute. */
  readonly rateLimit: Rate | null;
  /** Shape of the window. Default `sliding`. */
  readonly rateLimitAlgorithm: (typeof ALGORITHMS)[number];
  /** Form of `Retry-After` in a 429; `off` leaves it out. Default `seconds`. */
  readonly retryAfter: (typeof RETRY_AFTER_FORMS)[number];
  /** Whether a request over the limit counts towards it too. Default false. */
  readonly countRejected: boolean;
  /** Most `userIds` in a request. Default 1000. */
  readonly maxUserIds: number;
  /** Whether a 400 names the first fault only. Default false: it names all. */
  readonly firstErrorOnly: boolean;
  /** Body of a refusal: as the page shows it, or with the keys that hapi adds. Default `documented`. */
  readonly envelope: (typeof ENVELOPES)[number];
  /** Whether user ids such as 70000000503 bring about no fault. Default false: they do. */
  readonly noMagicIds: boolean;
  /** Whether an accepted but unwise push is answered with 400. Default false. */
  readonly strict: boolean;
  /** Status of "Integration is unavailable", 200 to 599. Default 200. */
  readonly unavailableStatus: number;
  /** Whether the `X-Mock-…` headers are left out. Default false. */
  readonly noMockHeaders: boolean;
  /** Integrations kept; the longest idle go first. Default 1000. */
  readonly maxIntegrations: number;
  /** Requests kept for an integration. Default 10,000. */
  readonly journalMax: number;
  /** Bytes of requests kept for an integration. Default 64 MiB. */
  readonly journalMaxBytes: number;
  /** Bytes of requests kept for all integrations; the fullest gives first. Default 256 MiB. */
  readonly journalTotalMaxBytes: number;
  /** Bytes of the largest body kept whole; of a larger one beginning, end, length and hash. Default 256 KiB, at most 1 MiB. */
  readonly journalBodyMax: number;
  /** Bytes of deliveries kept for all integrations; the oldest of the largest is evicted first. Default 64 MiB. */
  readonly deliveriesMaxBytes: number;
  /** Events kept for watchers that come back. Default 1000. */
  readonly eventsMax: number;
  /** Watchers of events at once; one more gets 503. Default 100. */
  readonly maxWatchers: number;
  /** Bytes that a watcher may leave unread before it is let go. Default 1 MiB. */
  readonly watcherMaxBytes: number;
  /** Answers that faults keep waiting at once; the longest waiting is given up. Default 1000. */
  readonly maxWaiting: number;
  /** Connections at once; one more is closed. Default 10,000. */
  readonly maxConnections: number;
  /** Scenario of every integration, by name or file. Default: none. */
  readonly scenario: string | undefined;
  /** File that the faults are written to as they happen, as a scenario. Default: none. */
  readonly recordTape: string | undefined;
  /** File that a probe of the real endpoint saved. Default: none. */
  readonly fidelity: string | undefined;
  /** Vendor that is wrong in one way. Default `none`: the healthy one. */
  readonly mutant: typeof HEALTHY | MutantName;
  /** Seed of what is random, a whole number below 2^32. Default: a random one. */
  readonly seed: number | undefined;
  /** Token that the control API asks for, 8 to 256 characters. Default: none on loopback, else a random one. */
  readonly adminToken: string | undefined;
  /** Other hosts that the control API is asked by, such as a proxy. Default: none. */
  readonly allowedHosts: readonly string[] | undefined;
  /** Whether the integration `demo` is filled with lifelike traffic. Default false. */
  readonly demo: boolean;
  /** Least level logged. Default `info`. */
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Whether one line of JSON is printed when ready, and no banner. Default false. */
  readonly json: boolean;
}

export type SettingKey = keyof Settings;

/**
 * Settings of replicas with a shared state, which this version does not have. They are refused by name, so that nobody
 * takes several mocks for one.
 */
export const ABSENT_SETTINGS: readonly string[] = ['store', 'storePrefix', 'storeDown'];

/** Settings that mean something to the command alone. */
export const COMMAND_SETTINGS = ['demo', 'fidelity', 'json', 'logLevel'] as const;
type CommandSetting = (typeof COMMAND_SETTINGS)[number];

/** Any of them, left out for its default. Mapped from their keys, so that each brings its documentation along. */
type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** What `startMock` takes: any setting, left out for its default. */
export interface MockOptions extends Optional<Omit<Settings, CommandSetting | 'rateLimit' | 'scenario'>> {
  /** `10/1m`, `{requests, windowMs}`, or no limit: `off`, `null`. Default 10/1m. */
  readonly rateLimit?: RateInput | undefined;
}
