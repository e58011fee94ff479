import { MAX_BODY_BYTES, MAX_USER_IDS } from 'imshop-contracts';
import {
  ALGORITHMS,
  DOCUMENTED_RATE,
  ENVELOPES,
  LOG_LEVELS,
  MAX_ANSWER_STATUS,
  MAX_MAX_USER_IDS,
  MIN_ANSWER_STATUS,
  RETRY_AFTER_FORMS,
  type SettingKey,
  type Settings,
} from '../api/settings.js';
import { HEALTHY, MUTANT_NAMES } from '../mutants/names.js';
import { hosts } from './hosts.js';
import { boolean, integer, type Kind, oneOf, secret, text } from './kinds.js';
import { rate } from './rate.js';

interface Setting<T> {
  readonly kind: Kind<T>;
  readonly default: T;
  /** The flag's argument, as `--help` shows it; none where the flag is a switch. */
  readonly argument?: string;
  readonly help: string;
}

/**
 * Every setting, once: the flag is the key in kebab case, the environment variable the key in upper snake case behind
 * `IMSHOP_MOCK_`, the key itself serves in the config file and in `startMock`.
 */
export const SETTINGS: { readonly [K in SettingKey]: Setting<Settings[K]> } = {
  port: setting(integer(0, 65_535), 8080, 'NUMBER', 'port to listen on; 0 takes a free one'),
  host: setting(text(/^[\w.:-]{1,253}$/, 'an address or host name'), '127.0.0.1', 'ADDRESS', 'address to listen on'),
  path: setting(
    text(
      /^(?!\/_mock(\/|$))(?!.*:slug.*:slug)(?:\/(?!\.{1,2}(\/|$))(?::slug|[\w.~-]+))+$/,
      'a path such as /:slug/push, outside /_mock',
    ),
    '/:slug/push',
    'PATH',
    'path of the emulated endpoint; :slug names the integration',
  ),
  rateLimit: setting(rate, DOCUMENTED_RATE, 'RATE', 'requests a window, such as 10/1m, or off'),
  rateLimitAlgorithm: setting(oneOf(...ALGORITHMS), 'sliding', 'NAME', `shape of the window: ${ALGORITHMS.join(', ')}`),
  retryAfter: setting(oneOf(...RETRY_AFTER_FORMS), 'seconds', 'FORM', `Retry-After: ${RETRY_AFTER_FORMS.join(', ')}`),
  countRejected: setting(boolean, false, undefined, 'a request over the limit counts towards it too'),
  maxUserIds: setting(integer(1, MAX_MAX_USER_IDS), MAX_USER_IDS, 'NUMBER', 'most userIds in a request'),
  firstErrorOnly: setting(boolean, false, undefined, 'a 400 names the first fault only'),
  envelope: setting(oneOf(...ENVELOPES), 'documented', 'NAME', `body of a refusal: ${ENVELOPES.join(', ')}`),
  noMagicIds: setting(boolean, false, undefined, 'user ids such as 70000000503 bring about no fault'),
  strict: setting(boolean, false, undefined, 'answer 400 to an accepted but unwise push'),
  unavailableStatus: setting(
    integer(MIN_ANSWER_STATUS, MAX_ANSWER_STATUS),
    200,
    'NUMBER',
    'status of "Integration is unavailable"',
  ),
  noMockHeaders: setting(boolean, false, undefined, 'leave out the X-Mock-… headers'),
  maxIntegrations: setting(integer(1, 100_000), 1000, 'NUMBER', 'integrations kept; the longest idle go first'),
  journalMax: setting(integer(1, 1_000_000), 10_000, 'NUMBER', 'requests kept for an integration'),
  journalMaxBytes: setting(
    integer(65_536, 2 ** 32),
    64 * 2 ** 20,
    'BYTES',
    'bytes of requests kept for an integration',
  ),
  journalTotalMaxBytes: setting(
    integer(65_536, 2 ** 36),
    256 * 2 ** 20,
    'BYTES',
    'bytes of requests kept for all integrations; the fullest gives first',
  ),
  journalBodyMax: setting(
    integer(1024, MAX_BODY_BYTES),
    262_144,
    'BYTES',
    'largest body kept whole; of a larger one beginning, end, length and hash',
  ),
  deliveriesMaxBytes: setting(
    integer(65_536, 2 ** 36),
    64 * 2 ** 20,
    'BYTES',
    'bytes of deliveries kept for all integrations; the oldest of the largest is evicted first',
  ),
  eventsMax: setting(integer(1, 100_000), 1000, 'NUMBER', 'events kept for watchers that come back'),
  maxWatchers: setting(integer(1, 10_000), 100, 'NUMBER', 'watchers of events at once; one more gets 503'),
  watcherMaxBytes: setting(
    integer(16_384, 2 ** 30),
    2 ** 20,
    'BYTES',
    'bytes that a watcher may leave unread before it is let go',
  ),
  maxWaiting: setting(
    integer(1, 100_000),
    1000,
    'NUMBER',
    'answers that faults keep waiting at once; the longest waiting is given up',
  ),
  maxConnections: setting(integer(1, 1_000_000), 10_000, 'NUMBER', 'connections at once; one more is closed'),
  scenario: setting(
    text(/./, 'a scenario, or a file that holds one'),
    undefined,
    'NAME|FILE',
    'scenario of every integration, by name or file',
  ),
  recordTape: setting(
    text(/./, 'a file to write'),
    undefined,
    'FILE',
    'write the faults as they happen, as a scenario file',
  ),
  fidelity: setting(
    text(/./, 'a file that a probe saved'),
    undefined,
    'FILE',
    'what a probe of the real endpoint saved',
  ),
  mutant: setting(
    oneOf(HEALTHY, ...MUTANT_NAMES),
    HEALTHY,
    'NAME',
    'vendor that is wrong in one way; imshop-mock mutants tries them all',
  ),
  seed: setting(integer(0, 2 ** 32 - 1), undefined, 'NUMBER', 'seed of what is random; printed at start'),
  adminToken: setting(
    secret(text(/^[\w.~+/=-]{8,256}$/, '8 to 256 letters, digits or . _ ~ + / = -')),
    undefined,
    'TOKEN',
    'token the control API asks for; made when the host is not loopback',
  ),
  allowedHosts: setting(
    hosts,
    undefined,
    'NAMES',
    'other hosts the control API is asked by, such as a proxy: a.example,b.example',
  ),
  demo: setting(
    boolean,
    false,
    undefined,
    'fill the integration demo with lifelike traffic, and an outage at minute three',
  ),
  logLevel: setting(oneOf(...LOG_LEVELS), 'info', 'LEVEL', `least level logged: ${LOG_LEVELS.join(', ')}`),
  json: setting(boolean, false, undefined, 'print one line of JSON when ready'),
};

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];

function setting<T>(kind: Kind<T>, initial: T, argument: string | undefined, help: string): Setting<T> {
  return { kind, default: initial, help, ...(argument === undefined ? {} : { argument }) };
}
