/** How moments are written in a language. */
export interface Moments {
  /** `14:03:27.120`. */
  time(iso: string): string;
  /** With the date. */
  full(iso: string): string;
}

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;

export function momentsOf(locale: string): Moments {
  const time = new Intl.DateTimeFormat(locale, { ...TIME, fractionalSecondDigits: 3 });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  return { time: (iso) => time.format(new Date(iso)), full: (iso) => full.format(new Date(iso)) };
}
