/** A key and its value, both as JSON text. Text, because only text can repeat a key or make an own `__proto__`. */
export type Entry = readonly [key: string, value: string];

/** The JSON text of a string. A JSON text in it becomes a string that holds JSON. */
export function quoted(value: string): string {
  return JSON.stringify(value);
}

/** The JSON text of an object with these entries, in this order, repeated keys and all. */
export function objectText(entries: readonly Entry[]): string {
  return `{${entries.map(([key, value]) => `${quoted(key)}:${value}`).join(',')}}`;
}

/** The JSON text of an array of these items. */
export function arrayText(items: readonly string[]): string {
  return `[${items.join(',')}]`;
}

/** `count` short ids as JSON text, with `item` in the place of the one at `at`. */
export function idsText(count: number, at?: number, item = '0'): string {
  return arrayText(Array.from({ length: count }, (_, index) => (index === at ? item : quoted(index.toString(36)))));
}

/** An array or object that is `levels` deep. */
export function deepText(levels: number, open: '[' | '{"a":'): string {
  return open === '[' ? '['.repeat(levels) + ']'.repeat(levels) : `${open.repeat(levels)}0${'}'.repeat(levels)}`;
}

/** An object of `count` keys that nobody knows. */
export function wideEntries(count: number): Entry[] {
  return Array.from({ length: count }, (_, index): Entry => [`k${index}`, '0']);
}
