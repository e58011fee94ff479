import type Joi from 'joi';

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 uses it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Components of a document by name. */
export type Components = Readonly<Record<string, Schema>>;

/** A property that may be missing. */
interface Optional {
  readonly optional: Schema;
}

/** A schema for each property of `T`; the compiler refuses a missing, an unknown and a wrongly optional one. */
type PropertiesOf<T> = { readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? Optional : Schema };

/** An object with the properties of `T` and no others. */
export function object<T extends object>(properties: PropertiesOf<T>, description?: string): Schema {
  const entries = Object.entries<Schema | Optional>(properties);
  return {
    type: 'object',
    ...described(description),
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

function isOptional(schema: Schema | Optional): schema is Optional {
  return 'optional' in schema;
}

/** A reference to a component of the same document. */
export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** Name of a component, from a name with hyphens: `unknown-path` and `Event` become `UnknownPathEvent`. */
export function componentName(kebab: string, suffix: string): string {
  const words = kebab.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join('') + suffix;
}

export function nullable(schema: Schema, description?: string): Schema {
  return { anyOf: [schema, { type: 'null' }], ...described(description) };
}

export function array(items: Schema, description?: string): Schema {
  return { type: 'array', items, ...described(description) };
}

export function string(description?: string): Schema {
  return { type: 'string', ...described(description) };
}

export function nonEmptyString(description?: string): Schema {
  return { ...string(description), minLength: 1 };
}

export function boolean(description?: string): Schema {
  return { type: 'boolean', ...described(description) };
}

/** An integer. Default minimum: 0. */
export function integer(description?: string, bounds: { minimum?: number; maximum?: number } = {}): Schema {
  return { type: 'integer', minimum: 0, ...bounds, ...described(description) };
}

export function enumeration(values: readonly string[], description?: string): Schema {
  return { type: 'string', enum: values, ...described(description) };
}

/** The members of a union of strings, as keys, so that the compiler refuses a missing one. */
export function membersOf<T extends string>(members: Readonly<Record<T, true>>): readonly string[] {
  return Object.keys(members);
}

/** Any JSON value. */
export function any(description: string): Schema {
  return { description };
}

export function dateTime(description?: string): Schema {
  return { type: 'string', format: 'date-time', ...described(description) };
}

function described(description: string | undefined): Schema {
  return description === undefined ? {} : { description };
}

/**
 * The JSON Schema of a request, from its Joi schema. Added are what Joi leaves out: relations between keys, and
 * `meta({ jsonSchema })` where keys depend on values.
 *
 * @param overrides Properties to replace, such as by references to components.
 */
export function schemaFromJoi(joi: Joi.Schema, overrides: Schema = {}): Schema {
  const derived: Schema = joi['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
  if (derived['type'] !== 'object') return derived;
  const { metas = [], dependencies = [] }: JoiDescription = joi.describe();
  const extra: Schema = Object.assign({}, ...metas.map(({ jsonSchema }) => jsonSchema));
  const properties = {
    ...unwrapped(derived['properties'] as Components),
    ...Object(extra['properties']),
    ...overrides,
  };
  return withRelations({ ...derived, ...extra, properties }, dependencies);
}

/** Joi writes a value that is allowed under a condition as the only member of `anyOf`. */
function unwrapped(properties: Components): Components {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const [only, ...others] = (schema['anyOf'] ?? []) as readonly Schema[];
      return [name, only && others.length === 0 ? only : schema];
    }),
  );
}

/** The properties of a Joi schema, for answers that share them. */
export function propertiesFromJoi<T>(joi: Joi.ObjectSchema<T>): { readonly [K in keyof T]-?: Schema } {
  return schemaFromJoi(joi)['properties'] as { readonly [K in keyof T]-?: Schema };
}

/** The part of Joi's description that is used here. */
interface JoiDescription {
  readonly metas?: readonly { readonly jsonSchema?: Schema }[];
  readonly dependencies?: readonly Relation[];
}

interface Relation {
  readonly rel: string;
  readonly key?: string;
  readonly peers: readonly string[];
}

/** Adds `without` and `oxor`, or `xor` together with `and`. */
function withRelations(schema: Schema, relations: readonly Relation[]): Schema {
  const groups = relations.filter(({ rel }) => rel === 'and').map(({ peers }) => peers);
  const alternatives = relations.find(({ rel }) => rel === 'xor')?.peers;
  if (alternatives) return oneOfVariants(schema, alternatives, groups);
  const exclusions = relations.flatMap(({ rel, key = '', peers }): [string, readonly string[]][] => {
    if (rel === 'without') return [[key, peers]];
    if (rel === 'oxor') return peers.slice(0, -1).map((peer, index) => [peer, peers.slice(index + 1)]);
    throw new Error(`no JSON Schema is known for the relation ${rel}`);
  });
  if (exclusions.length === 0) return schema;
  const dependentSchemas = exclusions.map(([key, excluded]) => [
    key,
    { properties: Object.fromEntries(excluded.map((other) => [other, false])) },
  ]);
  return { ...schema, dependentSchemas: Object.fromEntries(dependentSchemas) };
}

/** One closed object for each alternative key, with the keys that belong to it. */
function oneOfVariants(
  { description, properties = {}, required = [] }: { description?: string; properties?: object; required?: string[] },
  alternatives: readonly string[],
  groups: readonly (readonly string[])[],
): Schema {
  const variants = alternatives.map((key) => groups.find((group) => group.includes(key)) ?? [key]);
  const all = new Set(variants.flat());
  const oneOf = variants.map((own) => ({
    type: 'object',
    additionalProperties: false,
    required: [...required, ...own],
    properties: Object.fromEntries(Object.entries(properties).filter(([key]) => !all.has(key) || own.includes(key))),
  }));
  return { oneOf, ...described(description) };
}
