import { readFileSync } from 'node:fs';

/** The folder of this package: one above that of the build, bundled or not. */
export const PACKAGE_FOLDER = new URL('../', import.meta.url);

/** The version of this package. */
export const VERSION: string = JSON.parse(readFileSync(new URL('package.json', PACKAGE_FOLDER), 'utf8')).version;
