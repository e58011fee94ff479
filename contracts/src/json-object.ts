export type JsonObject = Readonly<Record<string, unknown>>;

/** An object in JSON's sense: no array, no null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
