import { ref, type Schema } from './schema.js';

type Data = Readonly<Record<string, unknown>>;

/** Paths by their address below `/_mock`; each operation below its method. */
export type Paths = Readonly<Record<`/${string}`, Data>>;

/** The one answer of a call that succeeds. */
export function ok(description: string, schema: string, examples: Data): Data {
  return { 200: { description, content: json(ref(schema), examples) } };
}

export const DONE: Data = { 204: { description: 'Done.' } };

/** The body of a call. */
export function bodyOf(schema: string, examples: Data): Data {
  return { required: true, content: json(ref(schema), examples) };
}

/** A JSON body, with one example or several. */
function json(schema: Schema, examples: Data): Data {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
  return { 'application/json': { schema, examples: Object.fromEntries(named) } };
}
