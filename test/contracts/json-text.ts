/** A key, and its value as JSON text: only text can repeat a key or create an own `__proto__`. */
export type Entry = readonly [key: string, value: string];

/** Returns the JSON text of a string. Of a JSON text, it makes a string that contains JSON. */
export function quoted(value: string): string {
  return JSON.stringify(value);
}

/** Returns the JSON text of an object with these entries, in this order, including repeated keys. */
export function objectText(entries: readonly Entry[]): string {
  return `{${entries.map(([key, value]) => `${quoted(key)}:${value}`).join(',')}}`;
}

/** Returns the JSON text of an array. */
export function arrayText(items: readonly string[]): string {
  return `[${items.join(',')}]`;
}

/** Returns `count` short ids as JSON text; `item` replaces the one at `at`. */
export function idsText(count: number, at?: number, item = '0'): string {
  return arrayText(Array.from({ length: count }, (_, index) => (index === at ? item : quoted(index.toString(36)))));
}

/** Returns an array or object that is `levels` deep. */
export function deepText(levels: number, open: '[' | '{"a":'): string {
  return open === '[' ? '['.repeat(levels) + ']'.repeat(levels) : `${open.repeat(levels)}0${'}'.repeat(levels)}`;
}

/** Returns `count` unknown keys. */
export function wideEntries(count: number): Entry[] {
  return Array.from({ length: count }, (_, index): Entry => [`k${index}`, '0']);
}
