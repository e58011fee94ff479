import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ROOT } from '../../workspace/root.js';
import type { Reader } from '../play.js';
import { listen } from './daemon.js';
import { Engine } from './engine.js';

/** Gives a reader a clone of this repository in `imshop/`, and a stand-in for Docker: an engine, and a `docker` that asks it. */
export async function inPlaceOfDocker({ folder, there }: Reader): Promise<NodeJS.ProcessEnv> {
  clone(join(folder, 'imshop'), there);
  const engine = new Engine();
  const { url, server } = await listen(engine);
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await engine.close();
  });
  const bin = join(folder, '.bin');
  mkdirSync(bin);
  const program = join(ROOT, 'test/.built/guides/docker/docker.js');
  writeFileSync(join(bin, 'docker'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(join(bin, 'docker'), 0o755);
  return {
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    DOCKER_HOST: url,
    // It is an image of its own, which removes what a killed test left.
    TESTCONTAINERS_RYUK_DISABLED: 'true',
  };
}

/** What a build reads, by links; but the files to deploy with say 8080, too. */
function clone(to: string, there: (text: string) => string): void {
  const deploy = join('mock-server', 'deploy');
  mkdirSync(join(to, deploy), { recursive: true });
  for (const name of [
    'package.json',
    'package-lock.json',
    '.npmrc',
    'tsconfig.json',
    'contracts',
    'client',
    'test',
    'mock-server/package.json',
  ])
    symlinkSync(join(ROOT, name), join(to, name));
  for (const name of readdirSync(join(ROOT, deploy)))
    writeFileSync(join(to, deploy, name), there(readFileSync(join(ROOT, deploy, name), 'utf8')));
}
