import { METHOD } from 'imshop-contracts';
import type { Answer } from '../../../answers/answer.js';
import { ref, type Schema, text } from '../schema.js';

/** The headers of the answers, as components. */
export const HEADERS: Readonly<Record<string, Schema>> = {
  'Retry-After': {
    description: 'Whole seconds, or an HTTP date, or left out: a setting of the mock.',
    schema: text(),
    example: '42',
  },
  Allow: { description: 'The one method there is.', required: true, schema: { type: 'string', const: METHOD } },
  'X-Mock-Standing': { description: 'How well this answer is known.', schema: ref('Standing') },
  'X-Mock-Request-Id': { description: 'The entry in the journal.', schema: text(), example: 'shop-1' },
  'X-Mock-Hint': { description: "What the mock has to say beside the vendor's words.", schema: text() },
};

const ALWAYS = ['X-Mock-Standing', 'X-Mock-Request-Id'];

/** The headers that these answers carry. */
export function headersOf(answers: readonly Pick<Answer, 'headers' | 'hint'>[]): Schema {
  const own = answers.flatMap(({ headers, hint }) => [
    ...Object.keys(headers),
    ...(hint === undefined ? [] : ['X-Mock-Hint']),
  ]);
  return Object.fromEntries(
    [...new Set([...own, ...ALWAYS])].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}
