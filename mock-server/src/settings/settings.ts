import { ALGORITHMS, ENVELOPES, MAX_BODY_BYTES, MAX_USER_IDS, RETRY_AFTER_FORMS } from 'imshop-contracts';
import type { IntegrationSettings } from '../api/integration-settings.js';
import {
  DEFAULT_PATH,
  DOCUMENTED_RATE,
  MAX_ANSWER_STATUS,
  MAX_MAX_USER_IDS,
  MIN_ANSWER_STATUS,
} from '../api/settings.js';
import { LOG_LEVELS } from '../base/logger.js';
import { MUTANT_NAMES, NO_MUTANT } from '../mutants/names.js';
import { hosts } from './hosts.js';
import { boolean, bytes, integer, type Kind, oneOf, secret, text } from './kinds.js';
import { type RateInput, rate } from './rate.js';

const MIB = 2 ** 20;

/** One setting. */
export interface Setting<T> {
  readonly kind: Kind<T>;
  readonly default: T;
  /** Purpose and unit, as `--help`, the README and the hover in an editor show it. */
  readonly help: string;
}

function setting<T>(kind: Kind<T>, initial: NoInfer<T>, help: string): Setting<T> {
  return { kind, default: initial, help };
}

function optional<T>(kind: Kind<T>, help: string): Setting<T | undefined> {
  return { kind, default: undefined, help };
}

/**
 * The only description of each setting. Its key serves in the config file and in `startMock`; the flag is the key in
 * kebab case, the environment variable the key in upper snake case after `IMSHOP_MOCK_`. The build writes the help,
 * the allowed values and the default into the type declarations (`document-settings.js`).
 */
export const SETTINGS = {
  port: setting(integer(0, 65_535), 8080, 'port to listen on; 0 takes a free one'),
  host: setting(text('ADDRESS', /^[\w.:-]{1,253}$/, 'an address or host name'), '127.0.0.1', 'address to listen on'),
  path: setting(
    text(
      'PATH',
      /^(?!\/_mock(\/|$))(?!.*:slug.*:slug)(?:\/(?!\.{1,2}(\/|$))(?::slug|[\w.~-]+))+$/,
      'a path such as /:slug/push, outside /_mock',
    ),
    DEFAULT_PATH,
    'path of the emulated endpoint; :slug names the integration',
  ),
  rateLimit: setting(rate, DOCUMENTED_RATE, 'requests per window, such as 10/1m, or off'),
  rateLimitAlgorithm: setting(
    oneOf(...ALGORITHMS),
    'sliding',
    `rate limit algorithm, which the vendor does not document: ${ALGORITHMS.join(', ')}`,
  ),
  retryAfter: setting(
    oneOf(...RETRY_AFTER_FORMS),
    'seconds',
    `form of Retry-After in a 429: ${RETRY_AFTER_FORMS.join(', ')}`,
  ),
  countRejected: setting(boolean, false, 'rejected requests count towards the rate limit too'),
  maxUserIds: setting(integer(1, MAX_MAX_USER_IDS), MAX_USER_IDS, 'maximum number of userIds in a request'),
  firstErrorOnly: setting(boolean, false, 'a 400 names only the first error of the body'),
  envelope: setting(oneOf(...ENVELOPES), 'documented', `body of an error answer: ${ENVELOPES.join(', ')}`),
  noMagicIds: setting(boolean, false, 'user ids such as 70000000503 cause no fault'),
  strict: setting(boolean, false, 'answer 400 to a valid push that has advisories'),
  unavailableStatus: setting(
    integer(MIN_ANSWER_STATUS, MAX_ANSWER_STATUS),
    200,
    'status of "Integration is unavailable"; if it is not 200, the body has a message',
  ),
  noMockHeaders: setting(boolean, false, 'leave out the X-Mock-… headers'),
  maxIntegrations: setting(
    integer(1, 100_000),
    1000,
    'maximum number of integrations; the least recently used is evicted',
  ),
  journalMax: setting(integer(1, 1_000_000), 10_000, 'maximum number of requests in a journal; the oldest are evicted'),
  journalMaxBytes: setting(
    bytes(65_536, 2 ** 32),
    64 * MIB,
    'maximum bytes of a journal; the oldest requests are evicted',
  ),
  journalTotalMaxBytes: setting(
    bytes(65_536, 2 ** 36),
    256 * MIB,
    'maximum bytes of all journals together; the largest is trimmed first',
  ),
  journalBodyMax: setting(
    bytes(1024, MAX_BODY_BYTES),
    262_144,
    'maximum bytes of a body kept whole; of a larger one beginning, end, length and hash',
  ),
  deliveriesMaxBytes: setting(
    bytes(65_536, 2 ** 36),
    64 * MIB,
    'maximum bytes of all deliveries together; the oldest of the largest integration are evicted',
  ),
  eventsMax: setting(integer(1, 100_000), 1000, 'maximum number of events kept for watchers that reconnect'),
  maxWatchers: setting(integer(1, 10_000), 100, 'maximum number of event streams; one more gets 503'),
  watcherMaxBytes: setting(
    bytes(16_384, 2 ** 30),
    MIB,
    'maximum unread bytes of an event stream; beyond it the stream ends',
  ),
  maxWaiting: setting(
    integer(1, 100_000),
    1000,
    'maximum number of answers that faults delay; beyond it the oldest connection is closed',
  ),
  maxConnections: setting(integer(1, 1_000_000), 10_000, 'maximum number of connections; one more is closed'),
  scenario: optional(
    text('NAME|FILE', /./, 'a scenario, or a file that holds one'),
    'scenario of every integration, by name or file',
  ),
  recordTape: optional(text('FILE', /./, 'a file to write'), 'write each fault to a scenario file when it happens'),
  fidelity: optional(text('FILE', /./, 'a file that a probe saved'), 'observations that imshop-mock probe saved'),
  mutant: setting(
    oneOf(NO_MUTANT, ...MUTANT_NAMES),
    NO_MUTANT,
    'emulate a vendor with one defect; imshop-mock mutants tries them all',
  ),
  seed: optional(integer(0, 2 ** 32 - 1), 'seed of everything random; printed at start'),
  adminToken: optional(
    secret(text('TOKEN', /^[\w.~+/=-]{8,256}$/, '8 to 256 letters, digits or . _ ~ + / = -')),
    'token that the control API requires; a random one if the host is not loopback',
  ),
  allowedHosts: optional(hosts, 'additional host names of the control API, such as a proxy: a.example,b.example'),
  demo: setting(boolean, false, 'send lifelike traffic to the integration demo, with an outage at minute three'),
  logLevel: setting(oneOf(...LOG_LEVELS), 'info', `minimum log level: ${LOG_LEVELS.join(', ')}`),
  json: setting(boolean, false, 'print one line of JSON when ready'),
} as const;

export type SettingKey = keyof typeof SETTINGS;

/** A value for every setting. `keyof` stands here and not behind a name, so that each keeps its documentation. */
export type Settings = {
  readonly [K in keyof typeof SETTINGS]: (typeof SETTINGS)[K] extends Setting<infer T> ? T : never;
};

// Object.keys loses the type of an object's own keys.
export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];

/** The help of a setting as a sentence. */
export function sentenceOf(key: SettingKey): string {
  const { help } = SETTINGS[key];
  return `${help.charAt(0).toUpperCase()}${help.slice(1)}.`;
}

/** A value as a flag would give it; `undefined` for none and for a switch that is off. */
export function defaultText(key: SettingKey, value: unknown): string | undefined {
  const { kind }: Setting<unknown> = SETTINGS[key];
  return value === undefined || value === false ? undefined : (kind.format?.(value) ?? String(value));
}

/** Settings of replicas, which this version does not have: refused by name, so that nobody takes several mocks for one. */
export const REPLICA_SETTINGS: readonly string[] = ['store', 'storePrefix', 'storeDown'];

/** Settings of the command alone. */
export const COMMAND_SETTINGS = ['demo', 'fidelity', 'json', 'logLevel'] as const;
type CommandSetting = (typeof COMMAND_SETTINGS)[number];

/** Mapped from the keys, so that each brings its documentation along. */
type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Options of `startMock`: any setting, each with its default. */
export interface MockOptions extends Optional<Omit<Settings, CommandSetting | 'port' | 'rateLimit' | 'scenario'>> {
  /** Port that `startMock` listens on; 0 takes a free one. Default: `0`. */
  readonly port?: number | undefined;
  /** `10/1m`, `{requests, windowMs}`, or no limit: `off`, `null`. Default: `10/1m`. */
  readonly rateLimit?: RateInput | undefined;
}

/** The settings that every integration starts with. */
export function initialSettings({ rateLimit, firstErrorOnly, noMagicIds, ...settings }: Settings): IntegrationSettings {
  const { rateLimitAlgorithm: algorithm, retryAfter, countRejected } = settings;
  const { maxUserIds, envelope, strict, unavailableStatus } = settings;
  return {
    available: true,
    maxUserIds,
    rateLimit: rateLimit && { ...rateLimit, algorithm, retryAfter, countRejected },
    listAllErrors: !firstErrorOnly,
    envelope,
    magicIds: !noMagicIds,
    strict,
    unavailableStatus,
  };
}
