import { nonEmpty, ref, type Schema } from './schema.js';

export const SLUG: Schema = {
  name: 'slug',
  in: 'path',
  required: true,
  description: 'The integration, made on first use.',
  schema: ref('Slug'),
  example: 'shop',
};

export const USER_ID: Schema = {
  name: 'userId',
  in: 'path',
  required: true,
  description: 'The customer, as the push named them.',
  schema: nonEmpty(),
  example: '79999999999',
};

export const REQUEST_ID: Schema = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The request, as X-Mock-Request-Id of its answer names it.',
  schema: nonEmpty(),
  example: 'shop-1',
};

export const FAULT_ID: Schema = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The fault rule, as the answer named it when it was added.',
  schema: nonEmpty(),
  example: 'fault-1',
};

/** A parameter of the query; it may be left out. */
export function query(name: string, description: string, schema: Schema, example: unknown): Schema {
  return { name, in: 'query', description, schema, example };
}
