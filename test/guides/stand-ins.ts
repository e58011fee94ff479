import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../workspace/root.js';

/** Files that stand in for others, by the path from this folder, by where a reader has those. */
export type StandIns = Readonly<Record<string, string>>;

export function putInPlace(standIns: StandIns, folder: string): void {
  for (const [place, file] of Object.entries(standIns)) {
    mkdirSync(dirname(join(folder, place)), { recursive: true });
    copyFileSync(join(ROOT, 'test/guides', file), join(folder, place));
  }
}
