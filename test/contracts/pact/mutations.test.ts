import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InteractionResult, type PactSource, readPact, verifyPacts } from 'imshop-contracts/pact';
import { beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../workspace/root.js';
import { ANSWERS } from './answer-mutations.js';
import type { Mutable, Mutation } from './mutation.js';
import { startProvider } from './provider-under-test.js';
import { REQUESTS } from './request-mutations.js';

const COMMITTED = readFileSync(join(ROOT, 'contracts/pacts/imshop-push-Imshop.json'), 'utf8');

const MUTATIONS: readonly Mutation[] = [...ANSWERS, ...REQUESTS];

/** Creates a pact of one interaction of the committed pact, changed. */
function mutated({ name, of, change }: Mutation): PactSource {
  const file = JSON.parse(COMMITTED) as { interactions: Mutable[] };
  const interaction = file.interactions.find(({ description }) => description === of);
  if (!interaction) throw new Error(`there is no interaction ${of}`);
  change(interaction);
  const changed = JSON.parse(JSON.stringify({ ...file, interactions: [interaction] }));
  return { source: name, pact: readPact(JSON.stringify(changed), name), file: changed };
}

const results = new Map<string, InteractionResult>();
beforeAll(async () => {
  await verifyPacts(MUTATIONS.map(mutated), {
    startProvider,
    onResult: (result) => results.set(result.source, result),
  });
}, 60_000);

test('there are at least 30 mutations with unique names', () => {
  expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(30);
});

test.each(MUTATIONS)('$name is found in "$of", at $path', ({ name, of, path }) => {
  const result = results.get(name);
  expect(result?.description).toBe(of);
  expect(['differs', 'refused']).toContain(result?.verdict);
  expect(result?.differences.map((difference) => difference.path)).toContain(path);
  expect(result?.differences.every(({ message }) => message.length > 10)).toBe(true);
});
