import { retryAfterValue } from '../answers/answer.js';
import type { RetryAfterForm } from '../api/integration-settings.js';

/** What a fault says of `Retry-After`. */
interface Given {
  readonly retryAfter?: number | string | undefined;
  readonly retryAfterForm?: RetryAfterForm | undefined;
}

/** `Retry-After` as a fault gives it: the header, and the moment it names where it follows from seconds. */
export function retryAfterOf(
  { retryAfter, retryAfterForm: form = 'seconds' }: Given,
  nowMs: number,
): { readonly headers: Readonly<Record<string, string>>; readonly notBefore: { readonly retryAtMs?: number } } {
  if (retryAfter === undefined || form === 'off') return { headers: {}, notBefore: {} };
  if (typeof retryAfter === 'string') return { headers: { 'Retry-After': retryAfter }, notBefore: {} };
  const waitMs = retryAfter * 1000;
  return {
    headers: { 'Retry-After': retryAfterValue(nowMs, waitMs, form) },
    notBefore: { retryAtMs: nowMs + waitMs },
  };
}
