import type { Request, RequestHandler } from 'express';
import type { MockState } from '../../core/mock-state.js';
import { environmentName, flagName } from '../../settings/sources.js';
import { Problem } from '../problem.js';
import { isCrossSite } from './cross-site.js';
import { servedHosts } from './hosts.js';

const FLAG = flagName('allowedHosts');
const VARIABLE = environmentName('allowedHosts');

/** Characters of a refused name that the refusal shows. */
const MAX_SHOWN = 100;

/** Refuses what a browser asks for pages that are not ours: before anything is read, and whether or not there is a token. */
export function guard({ settings, adminToken }: MockState): RequestHandler {
  const isServed = servedHosts(settings, adminToken);
  return (request, _response, next) => {
    const [host = '', ...others] = request.headersDistinct['host'] ?? [];
    if (others.length > 0) throw new Problem(400, 'more than one Host header');
    // Every browser names a host; who does not is none.
    if (host !== '' && !isServed(host)) throw misdirected(host);
    if (isCrossSite(askingOf(request, host), settings.allowedHosts)) throw crossSite();
    next();
  };
}

function askingOf(request: Request, host: string) {
  return {
    method: request.method,
    path: request.path,
    host,
    origin: request.get('origin'),
    site: request.get('sec-fetch-site'),
    mode: request.get('sec-fetch-mode'),
    dest: request.get('sec-fetch-dest'),
  };
}

/** RFC 9110, 7.4: who asks for a site that is not ours was led to us by mistake, or by a trick. */
function misdirected(host: string): Problem {
  const name = host.slice(0, MAX_SHOWN);
  return new Problem(
    421,
    `the control API does not answer to the host "${name}", but to localhost and loopback addresses; ` +
      `allow others with ${FLAG} NAME or ${VARIABLE}`,
  );
}

function crossSite(): Problem {
  return new Problem(
    403,
    'the control API answers its own page and programs that are no browser, not the pages of other sites; ' +
      `behind a proxy, name the host that browsers see with ${FLAG} NAME or ${VARIABLE}`,
  );
}
