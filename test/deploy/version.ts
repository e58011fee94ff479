import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The version of the mock, which images and packages are pinned to. */
export const VERSION_OF_MOCK: string = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('imshop-mock/package.json')), 'utf8'),
).version;
