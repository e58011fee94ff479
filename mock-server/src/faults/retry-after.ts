/** `Retry-After` as a fault gives it: the header, and the moment it names where it gives seconds. */
export function retryAfterOf(
  retryAfter: number | string | undefined,
  nowMs: number,
): { readonly headers: Readonly<Record<string, string>>; readonly notBefore: { readonly notBeforeMs?: number } } {
  if (retryAfter === undefined) return { headers: {}, notBefore: {} };
  const headers = { 'Retry-After': String(retryAfter) };
  return { headers, notBefore: typeof retryAfter === 'number' ? { notBeforeMs: nowMs + retryAfter * 1000 } : {} };
}
