import { readFileSync } from 'node:fs';

const MANIFEST = new URL(import.meta.resolve('imshop-mock/package.json'));

/** The folder of this package. */
export const PACKAGE_FOLDER = new URL('./', MANIFEST);

/** The version of this package. */
export const VERSION: string = JSON.parse(readFileSync(MANIFEST, 'utf8')).version;
