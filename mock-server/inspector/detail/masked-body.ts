import { maskedId, maskedText } from '../parts/mask.js';

/** A body without customers' ids, nor any phone number elsewhere in it. */
export function maskedBody(body: unknown): unknown {
  if (typeof body === 'string') return maskedText(body);
  if (Array.isArray(body)) return body.map(maskedBody);
  if (typeof body !== 'object' || body === null) return body;
  const entries: readonly [string, unknown][] = Object.entries(body);
  return Object.fromEntries(
    entries.map(([key, value]) => [maskedText(key), key === 'userIds' ? maskedIds(value) : maskedBody(value)]),
  );
}

function maskedIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskedIds);
  return typeof value === 'string' || typeof value === 'number' ? maskedId(String(value)) : maskedBody(value);
}
