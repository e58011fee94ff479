import { setTimeout as pause } from 'node:timers/promises';
import { connectMock } from '../connect-mock.js';
import { duration } from '../options/duration.js';
import { SettingsError } from '../options/errors.js';
import { environment, resolveSettings, URL_VARIABLE } from '../options/layers.js';
import { messageOf } from '../printing/message-of.js';
import { checked } from './checked.js';
import { EXIT } from './exit.js';
import { tell } from './tell.js';

const RETRY_MS = 100;

/** Exits 0 as soon as the mock answers, 1 where it does not in time. */
export async function ready({ url, wait = '0s' }: { readonly url?: string; readonly wait?: string }): Promise<number> {
  const giveUpAtMs = performance.now() + checked('--wait', duration, wait);
  const mock = connectMock(originOf(url));
  for (;;) {
    try {
      await mock.health();
      return EXIT.ok;
    } catch (error) {
      if (performance.now() >= giveUpAtMs) {
        tell(messageOf(error));
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
