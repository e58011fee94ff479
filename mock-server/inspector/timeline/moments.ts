const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Times for an axis of this extent: seconds where buckets are shorter than a minute, dates where it is longer than a day. */
export function momentFormat(locale: string, widthMs: number, extentMs: number): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    ...(widthMs < MINUTE_MS && { second: '2-digit' }),
    ...(extentMs > DAY_MS && { day: 'numeric', month: 'short' }),
  });
}
