const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const CLOCK_TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;

/** Formats of ISO 8601 timestamps in one language. */
export interface TimeFormat {
  /** `14:03:27.120`. */
  time(iso: string): string;
  /** With the date, without milliseconds. */
  dateTime(iso: string): string;
}

export function timeFormatOf(locale: string): TimeFormat {
  const time = new Intl.DateTimeFormat(locale, { ...CLOCK_TIME, fractionalSecondDigits: 3 });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  return { time: (iso) => time.format(new Date(iso)), dateTime: (iso) => dateTime.format(new Date(iso)) };
}

/** The format of times below the timeline: with seconds where buckets are short, with dates where the axis is long. */
export function axisTimeFormat(locale: string, bucketMs: number, axisMs: number): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    ...(bucketMs < MINUTE_MS && { second: '2-digit' }),
    ...(axisMs > DAY_MS && { day: 'numeric', month: 'short' }),
  });
}

/** Formats a duration: `250 ms`, `1.5 sec`, `2 min 5 sec`, `3 hr 20 min`. */
export function formatDuration(durationMs: number, locale: string): string {
  const unit = (n: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: 1 }).format(n);
  if (durationMs < SECOND_MS) return unit(durationMs, 'millisecond');
  if (durationMs < MINUTE_MS) return unit(durationMs / SECOND_MS, 'second');
  const roundedMs = Math.round(durationMs / SECOND_MS) * SECOND_MS;
  const parts: readonly (readonly [n: number, name: string])[] = [
    [Math.floor(roundedMs / HOUR_MS), 'hour'],
    [Math.floor((roundedMs % HOUR_MS) / MINUTE_MS), 'minute'],
    [(roundedMs % MINUTE_MS) / SECOND_MS, 'second'],
  ];
  return parts
    .filter(([n]) => n > 0)
    .map(([n, name]) => unit(n, name))
    .join(' ');
}

/** Formats the rest of a wait in whole seconds, rounded up: the page's clock moves once a second. */
export function formatCountdown(waitMs: number, locale: string): string {
  return formatDuration(Math.ceil(waitMs / SECOND_MS) * SECOND_MS, locale);
}
