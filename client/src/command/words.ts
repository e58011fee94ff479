/** Milliseconds as people say them: `45 s`, `12 min`, `1 h 43 min`. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `1,000 customers`, `1 customer`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** An id that may be a phone number, so that only who knows it already recognises it. */
export function masked(id: string): string {
  return `${'•'.repeat(Math.min(8, Math.max(1, id.length - 2)))}${id.length > 4 ? id.slice(-2) : ''}`;
}
