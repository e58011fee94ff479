import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The top of the checkout: the nearest folder above that holds the lockfile. */
export const ROOT = above(import.meta.dirname);

function above(folder: string): string {
  return existsSync(join(folder, 'package-lock.json')) ? folder : above(dirname(folder));
}
