import type { Settings } from '../api/settings.js';

const TOKEN_BYTES = 24;

/** The token the control API asks for: the given one, or one made up beyond loopback; none on loopback. */
export function adminTokenOf({ adminToken, host }: Settings): string | undefined {
  if (adminToken !== undefined || isLoopback(host)) return adminToken;
  return Buffer.from(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))).toString('base64url');
}

/** Whether an address can be reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
