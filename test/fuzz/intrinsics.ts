const SHARED = { Object, Array, Function, String, Number, Boolean, RegExp, Error, Promise, Map, Set, Date, Buffer };

/** What every object inherits, as a text: it must not change by anything that is sent. */
export function intrinsics(): string {
  return Object.entries(SHARED)
    .map(([name, { prototype }]) => `${name}: ${Reflect.ownKeys(prototype).map(String).sort().join(' ')}`)
    .join('\n');
}
