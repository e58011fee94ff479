import type { RetryAfterForm } from '../api/integration-settings.js';

/** Value of `Retry-After`, rounded up to a whole second, so that who comes back then is let in. */
export function retryAfterValue(nowMs: number, waitMs: number, form: Exclude<RetryAfterForm, 'off'>): string {
  if (form === 'seconds') return String(Math.ceil(waitMs / 1000));
  return new Date(Math.ceil((nowMs + waitMs) / 1000) * 1000).toUTCString();
}
