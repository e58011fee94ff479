const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 3600;

/** A duration in the units of a language: `250 ms`, `1.5 sec`, `2 min 5 sec`, `3 hr 20 min`. */
export function durationText(durationMs: number, locale: string): string {
  const unit = (n: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: 1 }).format(n);
  if (durationMs < SECOND_MS) return unit(durationMs, 'millisecond');
  if (durationMs < MINUTE_S * SECOND_MS) return unit(durationMs / SECOND_MS, 'second');
  const seconds = Math.round(durationMs / SECOND_MS);
  const parts: readonly (readonly [n: number, name: string])[] = [
    [Math.floor(seconds / HOUR_S), 'hour'],
    [Math.floor((seconds % HOUR_S) / MINUTE_S), 'minute'],
    [seconds % MINUTE_S, 'second'],
  ];
  return parts
    .filter(([n]) => n > 0)
    .map(([n, name]) => unit(n, name))
    .join(' ');
}
