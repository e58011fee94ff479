import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../base/message-of.js';
import { ControlClient } from '../client/control-client.js';
import { duration } from '../settings/duration.js';
import { SettingsError } from '../settings/errors.js';
import { environment, resolveSettings, URL_VARIABLE } from '../settings/layers.js';
import { checked } from './checked.js';
import { EXIT } from './exit.js';
import { tell } from './tell.js';

const RETRY_MS = 100;

/** What a mock may take to answer, at least, however short the wait. */
const LEAST_ANSWER_MS = 2_000;

/** Exits 0 as soon as the mock answers, 1 where it does not in time. */
export async function ready({ url, wait = '0s' }: { readonly url?: string; readonly wait?: string }): Promise<number> {
  const giveUpAtMs = performance.now() + checked('--wait', duration, wait);
  const { origin } = originOf(url);
  const mock = new ControlClient(origin, undefined);
  for (;;) {
    const signal = AbortSignal.timeout(Math.max(LEAST_ANSWER_MS, Math.ceil(giveUpAtMs - performance.now())));
    try {
      await mock.get('/health', {}, signal);
      return EXIT.ok;
    } catch (error) {
      if (performance.now() >= giveUpAtMs) {
        tell(signal.aborted ? `no answer from ${origin} in time` : messageOf(error));
        return EXIT.failed;
      }
      await pause(RETRY_MS);
    }
  }
}

function originOf(flag: string | undefined): URL {
  if (flag !== undefined) return checkedUrl('--url', flag);
  const variable = process.env[URL_VARIABLE];
  return variable ? checkedUrl(URL_VARIABLE, variable) : new URL(defaultUrl());
}

/** Where `imshop-mock start` in the same environment listens; a wildcard address is reached over loopback. */
function defaultUrl(): string {
  const { host, port } = resolveSettings([environment(process.env)]);
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

function checkedUrl(name: string, url: string): URL {
  if (URL.canParse(url) && /^https?:/i.test(url)) return new URL(url);
  throw new SettingsError([{ name, value: url, allowed: 'a URL such as http://127.0.0.1:8080' }]);
}
