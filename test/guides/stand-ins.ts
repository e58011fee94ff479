import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../workspace/root.js';
import type { Prepare } from './play.js';

/** Files that stand in for others, by the path from this folder, by where a reader has those. */
type StandIns = Readonly<Record<string, string>>;

/** Puts them in place before the first step. */
export function withStandIns(standIns: StandIns): Prepare {
  return ({ folder }) => {
    putInPlace(standIns, folder);
    return {};
  };
}

export function putInPlace(standIns: StandIns, folder: string): void {
  for (const [place, file] of Object.entries(standIns)) {
    mkdirSync(dirname(join(folder, place)), { recursive: true });
    copyFileSync(join(ROOT, 'test/guides', file), join(folder, place));
  }
}
