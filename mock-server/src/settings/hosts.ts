import type { Kind } from './kinds.js';

/** A `Host` header, or the part of a URL up to the path. */
const AUTHORITY = /^[\w.:[\]-]{1,261}$/;

/** Maximum number of names in a list; a longer list is a mistake. */
const MAX_HOSTS = 100;

const TOKEN_BYTES = 24;

/** The host of an authority such as `Mock.Example:8080` or `[::1]`, in its usual spelling; `undefined` if it is invalid. */
export function hostnameOf(authority: string): string | undefined {
  if (!AUTHORITY.test(authority) || !URL.canParse(`http://${authority}`)) return undefined;
  return new URL(`http://${authority}`).hostname.replace(/\.$/, '');
}

/** The same for a name or address without a port, so that an IPv6 address needs no brackets. */
export function bareHostnameOf(host: string): string | undefined {
  const isBareIpv6 = host.includes(':') && !host.startsWith('[');
  const authority = isBareIpv6 ? `[${host}]` : host;
  return /:\d+$/.test(authority) ? undefined : hostnameOf(authority);
}

/** True if only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

interface AdminAccess {
  readonly adminToken: string | undefined;
  readonly host: string;
}

/** The token that the control API requires: the given one, or a random one if the host is not loopback. */
export function adminTokenOf({ adminToken, host }: AdminAccess): string | undefined {
  if (adminToken !== undefined || isLoopback(host)) return adminToken;
  return Buffer.from(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))).toString('base64url');
}

/** `a.example,b.example`, or an array of names. */
export const hosts: Kind<readonly string[]> = {
  allowed: 'host names or addresses without a port, such as mock.example,10.0.0.5',
  argument: 'NAMES',
  parse(value) {
    const names: unknown = typeof value === 'string' ? value.split(',') : value;
    if (!Array.isArray(names) || names.length === 0 || names.length > MAX_HOSTS) return undefined;
    const found = names.flatMap((name: unknown) =>
      typeof name === 'string' ? (bareHostnameOf(name.trim()) ?? []) : [],
    );
    return found.length === names.length ? found : undefined;
  },
};
