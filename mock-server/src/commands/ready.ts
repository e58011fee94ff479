import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../base/text.js';
import { ControlClient } from '../client/control-client.js';
import { SettingsError } from '../settings/errors.js';
import { duration } from '../settings/rate.js';
import { fromEnvironment, resolveSettings, URL_VARIABLE } from '../settings/sources.js';
import { type Command, EXIT, parseFlag, printError } from './command.js';

const RETRY_MS = 100;

/** Time that the mock has to answer, even if the wait is shorter. */
const MIN_ANSWER_MS = 2_000;

const FLAGS = {
  url: { argument: 'URL', help: `where the mock listens (default: ${URL_VARIABLE}, or loopback and the set port)` },
  wait: { argument: 'DURATION', help: 'maximum time to wait for it, such as 10s' },
} as const;

/** Exits 0 as soon as the mock answers, 1 if it does not in time. */
export const ready: Command<typeof FLAGS> = {
  flags: FLAGS,
  async run({ url, wait = '0s' }) {
    const deadlineMs = performance.now() + parseFlag('--wait', duration, wait);
    const { origin } = urlOf(url);
    const mock = new ControlClient(origin, undefined);
    for (;;) {
      const signal = AbortSignal.timeout(Math.max(MIN_ANSWER_MS, Math.ceil(deadlineMs - performance.now())));
      try {
        await mock.get('/health', {}, signal);
        return EXIT.ok;
      } catch (error) {
        if (performance.now() >= deadlineMs) {
          printError(signal.aborted ? `no answer from ${origin} in time` : messageOf(error));
          return EXIT.failed;
        }
        await sleep(RETRY_MS);
      }
    }
  },
};

function urlOf(flag: string | undefined): URL {
  if (flag !== undefined) return parseUrl('--url', flag);
  const variable = process.env[URL_VARIABLE];
  return variable ? parseUrl(URL_VARIABLE, variable) : new URL(defaultUrl());
}

/** The URL of `imshop-mock start` in the same environment; a wildcard address is reached over loopback. */
function defaultUrl(): string {
  const { host, port } = resolveSettings([fromEnvironment(process.env)]);
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

function parseUrl(name: string, url: string): URL {
  if (URL.canParse(url) && /^https?:/i.test(url)) return new URL(url);
  throw new SettingsError([{ name, value: url, allowed: 'a URL such as http://127.0.0.1:8080' }]);
}
