import type { Kind } from './kinds.js';

/** What may stand in a `Host` header, or before the port in a URL. */
const AUTHORITY = /^[\w.:[\]-]{1,261}$/;

/** Most names in a list; more mean that something else was meant. */
const MAX_HOSTS = 100;

/** The host that an authority such as `Mock.Example:8080` or `[::1]` names, in its usual spelling; `undefined` where it is none. */
export function hostnameOf(authority: string): string | undefined {
  if (!AUTHORITY.test(authority) || !URL.canParse(`http://${authority}`)) return undefined;
  return new URL(`http://${authority}`).hostname.replace(/\.$/, '');
}

/** The same of an address or name that has no port, so that an IPv6 address needs no brackets. */
export function bareHostnameOf(host: string): string | undefined {
  const isBareIpv6 = host.includes(':') && !host.startsWith('[');
  const authority = isBareIpv6 ? `[${host}]` : host;
  return /:\d+$/.test(authority) ? undefined : hostnameOf(authority);
}

/** `a.example,b.example`, or a list of such. */
export const hosts: Kind<readonly string[] | undefined> = {
  allowed: 'host names or addresses without a port, such as mock.example,10.0.0.5',
  parse(value) {
    const names: unknown = typeof value === 'string' ? value.split(',') : value;
    if (!Array.isArray(names) || names.length === 0 || names.length > MAX_HOSTS) return undefined;
    const found = names.flatMap((name: unknown) =>
      typeof name === 'string' ? (bareHostnameOf(name.trim()) ?? []) : [],
    );
    return found.length === names.length ? found : undefined;
  },
};
