import { bareHostnameOf, hostnameOf, isLoopback } from '../../settings/hosts.js';
import type { Settings } from '../../settings/settings.js';

/** Whether the control API may be asked by the name in a `Host` header. */
export type IsServed = (host: string) => boolean;

/**
 * A page of a stranger's site can have its name resolve to 127.0.0.1 (DNS rebinding): its browser then asks us as that
 * site's own server, and only the name in `Host` tells. Where the admin token is asked for, that page lacks it, and
 * any name will do: containers and clusters have many. A list that was given counts in any case.
 */
export function servedHosts({ host, allowedHosts }: Settings, adminToken: string | undefined): IsServed {
  if (adminToken !== undefined && allowedHosts === undefined) return () => true;
  const names = new Set([bareHostnameOf(host), ...(allowedHosts ?? [])]);
  return (given) => {
    const name = hostnameOf(given);
    return name !== undefined && (isLoopbackName(name) || names.has(name));
  };
}

/** Names and addresses that lead a browser to its own machine, whatever anybody's DNS says. */
function isLoopbackName(name: string): boolean {
  return isLoopback(name) || name === '[::1]' || name.endsWith('.localhost');
}
