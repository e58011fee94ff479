import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Settings } from './options/settings.js';

const TOKEN_BYTES = 24;

/** The token the control API asks for: the given one, or one made up beyond loopback; none on loopback. */
export function adminTokenOf({ adminToken, host }: Settings): string | undefined {
  if (adminToken !== undefined || isLoopback(host)) return adminToken;
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Whether an `Authorization` header carries the token; compared in constant time. */
export function isAuthorized(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

/** Whether an address can be reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
