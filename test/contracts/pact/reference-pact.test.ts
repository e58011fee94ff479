import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INTERACTIONS, lintPact, readPact } from 'imshop-contracts/pact';
import { expect, test, vi } from 'vitest';
import { folderOfTest } from '../../temp-folder.js';
import { ROOT } from '../../workspace/root.js';
import { CONSUMER, writeReferencePact } from './write-reference-pact.js';

// Pact's verifier is a process to be started, on a machine that runs other tests too.
vi.setConfig({ testTimeout: 60_000 });

const COMMITTED = join(ROOT, `contracts/pacts/${CONSUMER}-Imshop.json`);

test('the pact of the reference client is what the client makes today', async () => {
  const written = await readFile(await writeReferencePact(folderOfTest()), 'utf8');
  // To be written anew by: npm run build && npm run pacts --workspace test
  expect(written).toBe(await readFile(COMMITTED, 'utf8'));
});

test('it holds every interaction, and nothing that would pass or fail by accident', async () => {
  const pact = readPact(await readFile(COMMITTED, 'utf8'), COMMITTED);
  expect(pact.interactions.map(({ description }) => description).toSorted()).toEqual(
    INTERACTIONS.map(({ description }) => description).toSorted(),
  );
  expect(lintPact(pact, () => {})).toEqual([]);
});
