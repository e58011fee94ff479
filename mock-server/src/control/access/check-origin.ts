import type { Request, RequestHandler } from 'express';
import type { MockState } from '../../core/mock-state.js';
import { bareHostnameOf, hostnameOf, isLoopback } from '../../settings/hosts.js';
import type { Settings } from '../../settings/settings.js';
import { environmentName, flagName } from '../../settings/sources.js';
import { ProblemError } from '../problem.js';

const FLAG = flagName('allowedHosts');
const VARIABLE = environmentName('allowedHosts');

/** Maximum number of characters of a refused host in the refusal. */
const MAX_SHOWN = 100;

/** Refuses requests that a browser sends for pages of other sites, before anything is read and also without a token. */
export function checkOrigin({ settings, adminToken }: MockState): RequestHandler {
  const isServed = servedHosts(settings, adminToken);
  return (request, _response, next) => {
    const [host = '', ...others] = request.headersDistinct['host'] ?? [];
    if (others.length > 0) throw new ProblemError(400, 'the request has more than one Host header; send one');
    // Browsers always send Host, so a request without it does not come from one.
    if (host !== '' && !isServed(host)) throw misdirected(host);
    if (isCrossSite(request, host, settings.allowedHosts)) throw crossSite();
    next();
  };
}

/**
 * Decides whether a `Host` header is served. A page of another site can point its own name to 127.0.0.1 (DNS rebinding):
 * then only `Host` reveals it. With an admin token any host is served, because such a page does not have the token and
 * containers have many names. An explicit allow-list always applies.
 */
function servedHosts({ host, allowedHosts }: Settings, adminToken: string | undefined): (host: string) => boolean {
  if (adminToken !== undefined && allowedHosts === undefined) return () => true;
  const names = new Set([bareHostnameOf(host), ...(allowedHosts ?? [])]);
  return (given) => {
    const name = hostnameOf(given);
    return name !== undefined && (isLoopbackName(name) || names.has(name));
  };
}

/** Names and addresses that browsers resolve to their own machine without DNS. */
function isLoopbackName(name: string): boolean {
  return isLoopback(name) || name === '[::1]' || name.endsWith('.localhost');
}

/**
 * True if a browser sends the request for a page of another site. `Sec-Fetch-Site`, which no script can set, counts before
 * `Origin`: behind a proxy `Host` may differ from the host that the page was loaded from.
 */
function isCrossSite(request: Request, host: string, allowedHosts: readonly string[] = []): boolean {
  const origin = request.get('origin');
  const site = request.get('sec-fetch-site');
  if (isFollowedLink(request)) return false;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && !isOwnOrigin(origin, host, allowedHosts);
}

/** A link on another site to the page. It opens in a tab that the other site cannot read. */
function isFollowedLink(request: Request): boolean {
  const { method, path } = request;
  const isNavigation = request.get('sec-fetch-mode') === 'navigate' && request.get('sec-fetch-dest') === 'document';
  return method === 'GET' && path === '/' && isNavigation && request.get('origin') === undefined;
}

function isOwnOrigin(origin: string, host: string, allowedHosts: readonly string[]): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: authority } = new URL(origin);
  if (authority === '' || hostnameOf(host) === undefined) return false;
  // URL leaves out the default port of the scheme, on both sides.
  return new URL(`${protocol}//${host}`).host === authority || allowedHosts.includes(hostnameOf(authority) ?? '');
}

/** RFC 9110, 7.4: the browser was led here by mistake or by an attack. */
function misdirected(host: string): ProblemError {
  return new ProblemError(
    421,
    `the control API does not serve the host "${host.slice(0, MAX_SHOWN)}"; it serves localhost and loopback addresses. ` +
      `Allow another host with ${FLAG} NAME or ${VARIABLE}`,
  );
}

function crossSite(): ProblemError {
  return new ProblemError(
    403,
    'the control API refuses requests from pages of other sites. ' +
      `Behind a proxy, allow the host that browsers use with ${FLAG} NAME or ${VARIABLE}`,
  );
}
