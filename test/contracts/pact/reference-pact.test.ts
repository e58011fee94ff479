import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INTERACTIONS, lintPact, readPact } from 'imshop-contracts/pact';
import { expect, test, vi } from 'vitest';
import { folderOfTest } from '../../temp-folder.js';
import { ROOT } from '../../workspace/root.js';
import { CONSUMER, writeReferencePact } from './write-reference-pact.js';

// Pact's mock server is slow when the machine runs other tests at the same time.
vi.setConfig({ testTimeout: 60_000 });

const COMMITTED = join(ROOT, `contracts/pacts/${CONSUMER}-Imshop.json`);

test('the committed pact is up to date with the reference client', async () => {
  const written = await readFile(await writeReferencePact(folderOfTest()), 'utf8');
  // To update it: npm run build && npm run pacts --workspace test
  expect(written).toBe(await readFile(COMMITTED, 'utf8'));
});

test('it has every interaction, and no lint findings', async () => {
  const pact = readPact(await readFile(COMMITTED, 'utf8'), COMMITTED);
  expect(pact.interactions.map(({ description }) => description).toSorted()).toEqual(
    INTERACTIONS.map(({ description }) => description).toSorted(),
  );
  expect(lintPact(pact, () => {})).toEqual([]);
});
