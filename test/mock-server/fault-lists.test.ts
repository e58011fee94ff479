import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MockSetup } from 'imshop-contracts/conformance';
import { FAULT_TYPES, type FaultRule, type FaultType, startMock } from 'imshop-mock';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { ROOT } from '../workspace/root.js';

type ConformanceFault = MockSetup['faults'][number];

/** The options of each fault, as the OpenAPI document has them. */
async function documentedOptions(): Promise<ReadonlyMap<string, readonly string[]>> {
  await using mock = await startMock();
  const { components } = (await (await fetch(`${mock.origin}/_mock/openapi.json`)).json()) as Document;
  const { mapping = {} } = components.schemas['Fault']?.discriminator ?? {};
  const optionsOf = (reference: string) => {
    const schema = components.schemas[reference.split('/').at(-1) ?? ''] ?? {};
    const properties = [schema, ...(schema.oneOf ?? [])].flatMap((variant) => Object.keys(variant.properties ?? {}));
    return [...new Set(properties)].filter((name) => name !== 'type').sort();
  };
  return new Map(Object.entries(mapping).map(([type, reference]) => [type, optionsOf(reference)]));
}

interface Schema {
  readonly properties?: object;
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: { readonly mapping: Readonly<Record<string, string>> };
}
interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

test('every fault is in the OpenAPI document', async () => {
  expect([...(await documentedOptions()).keys()]).toEqual([...FAULT_TYPES]);
});

describe.each(['outages.md', 'outages.ru.md'])('the table of faults in %s', (guide) => {
  const text = readFileSync(join(ROOT, 'mock-server/guides', guide), 'utf8');
  const [table = ''] = /^(\| `[a-z-]+` \|.*\n)+/m.exec(text) ?? [];
  const rows = table
    .trimEnd()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()));

  test('has a row for every fault, in their order', () => {
    expect(rows.map(([, type]) => type)).toEqual(FAULT_TYPES.map((type) => `\`${type}\``));
  });

  test('names the options of every fault, and no others', async () => {
    const documented = await documentedOptions();
    const known = new Set([...documented.values()].flat());
    const named = rows.map(([, type = '', wire = '']) => {
      const words = [...wire.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
      return [type.replaceAll('`', ''), [...new Set(words)].filter((word) => known.has(word)).sort()];
    });
    expect(named).toEqual([...documented]);
  });
});

test('a sender is scored against every fault, but for the one that a setting brings about too', () => {
  expectTypeOf<ConformanceFault>().toExtend<FaultRule>();
  expectTypeOf<Exclude<FaultType, ConformanceFault['fault']['type']>>().toEqualTypeOf<'unavailable'>();
});
