import fc from 'fast-check';
import type { Contract, Keywords, Schema } from './contract.js';

/** Hundreds of requests may take their time on a busy machine. */
export const SLOW_MS = 30_000;

/** Values of every type, some of them right by chance. No text holds a JSON array or object: the vendor reads those. */
const junk = fc.constantFrom<unknown>(null, true, 0, -1, 1.5, '', 'x', '1', [], [''], ['a'], [1], {}, { a: 1 });

/** Values near a schema: mostly as it says, at its bounds, just beyond them, and junk in any place. */
export function near(contract: Contract, schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: shaped(contract, schema) }, { weight: 1, arbitrary: junk });
}

function shaped(contract: Contract, schema: Schema): fc.Arbitrary<unknown> {
  const {
    $ref,
    anyOf,
    oneOf,
    enum: members,
    items,
    maxItems,
    properties,
    required = [],
    type,
    minimum = 0,
    maximum = 1000,
    maxLength,
  } = schema as Keywords;
  if ($ref !== undefined) return shaped(contract, contract.follow({ $ref }) as Schema);
  const alternatives = anyOf ?? oneOf;
  if (alternatives) return fc.oneof(...alternatives.map((alternative) => shaped(contract, alternative)));
  if (members) return fc.constantFrom(...members);
  if (items) return listsOf(near(contract, items), maxItems);
  if (properties) return recordsOf(contract, properties, required);
  if (type === 'integer') return fc.constantFrom(minimum, minimum + 1, maximum - 1, maximum, minimum - 1, maximum + 1);
  if (type === 'number')
    return fc.constantFrom(minimum, (minimum + maximum) / 2, maximum, minimum - 0.1, maximum + 0.1);
  if (type === 'boolean') return fc.boolean();
  if (type === 'string') return fc.constantFrom(...textsOf(maxLength));
  return junk;
}

function textsOf(maxLength: number | undefined): string[] {
  const longest = maxLength === undefined ? [] : ['x'.repeat(maxLength), 'x'.repeat(maxLength + 1)];
  return ['a', '79999999999', 'я', ' ', ...longest];
}

function listsOf(items: fc.Arbitrary<unknown>, maxItems: number | undefined): fc.Arbitrary<unknown> {
  const short = fc.array(items, { maxLength: 3 });
  if (maxItems === undefined) return short;
  const long = fc
    .constantFrom(maxItems, maxItems + 1)
    .map((length) => Array.from({ length }, (_, index) => String(index)));
  return fc.oneof({ weight: 4, arbitrary: short }, { weight: 1, arbitrary: long });
}

/** Half of what may be missing is; what must be there seldom is, and so is a key that is not known. */
function recordsOf(
  contract: Contract,
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
): fc.Arbitrary<unknown> {
  const known = Object.entries(properties).map(([key, inner]) => {
    return [key, given(near(contract, inner), required.includes(key) ? 9 : 1)] as const;
  });
  const model = Object.fromEntries([...known, ['unheard-of', given(junk, 0.1)] as const]);
  return fc
    .record(model)
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));
}

/** So many times as often given as left out. */
function given(value: fc.Arbitrary<unknown>, times: number): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: times * 10, arbitrary: value }, { weight: 10, arbitrary: fc.constant(undefined) });
}
