import { hostnameOf } from '../../settings/hosts.js';

/** What a browser says of who asks; other programs say nothing of it. */
export interface Asking {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`, `-Mode` and `-Dest`, which no script can set. */
  readonly site: string | undefined;
  readonly mode: string | undefined;
  readonly dest: string | undefined;
}

/**
 * Whether a page that is not ours asks, be it with a call that needs no leave of ours, such as a form. The browser's own
 * word counts where it gives it: behind a proxy `Host` may be another than the page was loaded by.
 *
 * @param allowedHosts Names that a proxy in front of the mock is reached by.
 */
export function isCrossSite(asking: Asking, allowedHosts: readonly string[] = []): boolean {
  const { origin, site, host } = asking;
  if (isFollowedLink(asking)) return false;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && !isOwn(origin, host, allowedHosts);
}

/** A link from elsewhere to the page: it opens in a tab of its own, and who links to it sees nothing of it. */
function isFollowedLink({ method, path, mode, dest, origin }: Asking): boolean {
  return method === 'GET' && path === '/' && mode === 'navigate' && dest === 'document' && origin === undefined;
}

function isOwn(origin: string, host: string, allowedHosts: readonly string[]): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: authority } = new URL(origin);
  if (authority === '' || hostnameOf(host) === undefined) return false;
  // A port that the scheme has by default is not written, whoever left it out.
  return new URL(`${protocol}//${host}`).host === authority || allowedHosts.includes(hostnameOf(authority) ?? '');
}
