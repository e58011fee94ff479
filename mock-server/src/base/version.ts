import { readFileSync } from 'node:fs';

/** The folder of this package, both from the build and from the bundle. */
export const PACKAGE_FOLDER = new URL('.', import.meta.resolve('imshop-mock/package.json'));

/** The version of this package. */
export const VERSION: string = JSON.parse(readFileSync(new URL('package.json', PACKAGE_FOLDER), 'utf8')).version;
