/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Components by name. */
export type Components = Readonly<Record<string, Schema>>;

/** Schema of a property that may be missing. */
export interface Optional {
  readonly optional: Schema;
}

/** What the JSON type `T` has, no more and no less, and what of it may be missing: the compiler holds both to `T`. */
type PropertiesOf<T> = { readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? Optional : Schema };

/** An object with the properties of `T` and no others. */
export function closed<T extends object>(properties: PropertiesOf<T>): Schema {
  const entries = Object.entries<Schema | Optional>(properties);
  return {
    type: 'object',
    additionalProperties: false,
    required: entries.filter(([, schema]) => !isOptional(schema)).map(([name]) => name),
    properties: Object.fromEntries(
      entries.map(([name, schema]) => [name, isOptional(schema) ? schema.optional : schema]),
    ),
  };
}

export function optional(schema: Schema): Optional {
  return { optional: schema };
}

export function allOptional<K extends string>(schemas: Readonly<Record<K, Schema>>): Record<K, Optional> {
  const entries = Object.entries<Schema>(schemas).map(([name, schema]) => [name, optional(schema)]);
  return Object.fromEntries(entries) as Record<K, Optional>;
}

/** The name of a component, from a name with hyphens, e.g. `UnknownPathEvent`. */
export function nameOf(kebab: string, suffix: string): string {
  const words = kebab.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join('') + suffix;
}

/** A component of this document. */
export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

export function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

export function text(description?: string): Schema {
  return { type: 'string', ...described(description) };
}

export function nonEmpty(description?: string): Schema {
  return { ...text(description), minLength: 1 };
}

export function flag(description?: string): Schema {
  return { type: 'boolean', ...described(description) };
}

/** A whole number, from 0 unless told otherwise. */
export function whole(
  description?: string,
  { minimum = 0, maximum }: { minimum?: number; maximum?: number } = {},
): Schema {
  return { type: 'integer', minimum, ...(maximum === undefined ? {} : { maximum }), ...described(description) };
}

/** Any number within bounds. */
export function number(description: string, { minimum, maximum }: { minimum: number; maximum: number }): Schema {
  return { type: 'number', minimum, maximum, description };
}

export function oneOf(values: readonly string[], description?: string): Schema {
  return { type: 'string', enum: values, ...described(description) };
}

/** The members of `T`, each as a key: the compiler misses none. */
export function eachOf<T extends string>(members: Readonly<Record<T, true>>, description?: string): Schema {
  return oneOf(Object.keys(members), description);
}

/** Any JSON value. */
export function anything(description: string): Schema {
  return { description };
}

/** A moment, ISO 8601. */
export function moment(description?: string): Schema {
  return { type: 'string', format: 'date-time', ...described(description) };
}

export function url(description?: string): Schema {
  return { type: 'string', format: 'uri', ...described(description) };
}

function described(description: string | undefined): Schema {
  return description === undefined ? {} : { description };
}

function isOptional(schema: Schema | Optional): schema is Optional {
  return 'optional' in schema;
}
