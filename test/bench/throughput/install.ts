import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Contender } from './contenders/contender.js';

const MARK = 'installed';
const PATIENCE_MS = 180_000;

/**
 * Installs what a contender needs, in a folder by itself, unless an earlier run has: no peer belongs in the lock file.
 *
 * @throws {Error} where it cannot be installed.
 */
export function install({ packages }: Contender): string {
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  const folder = join(cacheFolder(), wanted.join('+').replaceAll('/', '-') || 'none');
  if (existsSync(join(folder, MARK))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  // None of them needs its scripts, and one reports that it was installed.
  const flags = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--save-exact',
    '--no-package-lock',
    '--fetch-retries=1',
  ];
  if (wanted.length > 0) {
    execFileSync('npm', ['install', ...flags, ...wanted], { cwd: folder, stdio: 'pipe', timeout: PATIENCE_MS });
  }
  writeFileSync(join(folder, MARK), '');
  return folder;
}

/** Ours alone: what lies there is run. @throws {Error} where somebody else made it. */
function cacheFolder(): string {
  const { uid } = userInfo();
  const folder = process.env['BENCH_CACHE'] ?? join(tmpdir(), `imshop-bench-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (uid >= 0 && statSync(folder).uid !== uid)
    throw new Error(`${folder} is somebody else's; name another in BENCH_CACHE`);
  return folder;
}
