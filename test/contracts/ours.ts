import { validatePush } from 'imshop-contracts/schema';
import type { OracleVerdict } from './oracle.js';

/** What this project makes of a body, in the oracle's form: the two must be equal. */
export function askOurs(body: unknown, maxUserIds: number, listAllErrors: boolean): OracleVerdict {
  const verdict = validatePush(body, { maxUserIds, listAllErrors });
  return verdict.ok ? { ok: true, push: verdict.push } : { ok: false, message: verdict.message, keys: verdict.keys };
}
