import { expect, test } from 'vitest';
import { folderOfTest } from '../temp-folder.js';
import { packAll } from './tarballs.js';

/** A sixth above what they were when this was written; a half of the contracts is source maps and the golden corpus. */
const BUDGETS_BYTES: Readonly<Record<string, number>> = {
  'imshop-contracts': 900_000,
  'imshop-push': 240_000,
  'imshop-mock': 960_000,
};

test('each package stays within its size when unpacked', () => {
  const folder = folderOfTest();
  const packed = packAll(folder);
  expect(packed.map(({ name }) => name).toSorted()).toEqual(Object.keys(BUDGETS_BYTES).toSorted());
  for (const { name, unpackedSizeBytes } of packed) {
    expect(unpackedSizeBytes, name).toBeLessThan(BUDGETS_BYTES[name] ?? 0);
  }
});
