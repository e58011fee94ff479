import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../workspace/root.js';

/** Puts our packages and their commands into a folder, as if they had been installed. */
export function linkPackages(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const [name, from] of [
    ['imshop-mock', 'mock-server'],
    ['imshop-push', 'client'],
    ['imshop-contracts', 'contracts'],
  ] as const) {
    symlinkSync(join(ROOT, from), join(modules, name));
  }
  for (const name of readdirSync(join(ROOT, 'node_modules/.bin')).filter((command) => command.startsWith('imshop-'))) {
    symlinkSync(join(ROOT, 'node_modules/.bin', name), join(modules, '.bin', name));
  }
}
