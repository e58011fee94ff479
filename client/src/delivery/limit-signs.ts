import { rateLimitAdvice, retryAfterMs } from '../pacing/advice.js';
import type { LimitSigns } from '../pacing/pace.js';
import type { WireResult } from '../transport/transport.js';

/** What a request tells about the vendor's limit. A 503 may be a limiter too, so its `Retry-After` is heeded as well. */
export function limitSigns(result: WireResult, nowMs: number): LimitSigns {
  if (result.wire !== 'answered') return { limited: false };
  const { status, headers } = result;
  return { limited: status === 429, retryAfterMs: retryAfterMs(headers, nowMs), ...rateLimitAdvice(headers) };
}
