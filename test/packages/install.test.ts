import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ready, START } from '../mock-cli.js';
import { PUSH, post } from '../mock-server/post.js';
import { folderOfTests } from '../temp-folder.js';
import { IS_THOROUGH } from '../workspace/thorough.js';
import { manifestOf, packAll, type Tarball } from './tarballs.js';

const BUDGET_BYTES = 15_000_000;

// Asks the registry for what a fresh install takes, which nobody needs who changes a line and is offline: for the gate.
describe.runIf(IS_THOROUGH)('the tarballs, installed into an empty folder', () => {
  const project = folderOfTests();
  let tarballs: readonly Tarball[] = [];
  beforeAll(() => {
    writeFileSync(join(project, 'package.json'), '{ "private": true }');
    tarballs = packAll(project);
    install(['imshop-contracts', 'imshop-mock']);
  }, 120_000);

  function install(names: readonly string[]): void {
    const paths = tarballs.filter(({ name }) => names.includes(name)).map(({ path }) => path);
    const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['install', ...flags, ...paths], { cwd: project });
  }

  function npx(...args: readonly string[]): string {
    // What is not installed is not to be fetched, under a name that a stranger may have taken.
    const env = { ...process.env, npm_config_yes: 'false' };
    return execFileSync('npx', args, { cwd: project, encoding: 'utf8', env });
  }

  test('the mock brings no optional peer with it, and is below 15 MB with all it needs', () => {
    for (const peer of ['@pact-foundation', 'redis', 'imshop-push']) {
      expect(existsSync(join(project, 'node_modules', peer)), peer).toBe(false);
    }
    const sizes = readdirSync(join(project, 'node_modules'))
      .map((name) => ({ name, bytes: bytesOf(join(project, 'node_modules', name)) }))
      .toSorted((one, other) => other.bytes - one.bytes);
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    const largest = sizes.slice(0, 6).map(({ name, bytes }) => `${name} ${bytes}`);
    expect(total, `the largest are ${largest.join(', ')}`).toBeLessThan(BUDGET_BYTES);
  });

  test('the command of the mock starts, takes a push and stops', async () => {
    expect(npx('imshop-mock', '--version')).toBe(`${manifestOf('mock-server').version}\n`);
    const command = join(project, 'node_modules/.bin/imshop-mock');
    const child = spawn(command, [...START, '--log-level', 'error'], { cwd: project });
    onTestFinished(() => void child.kill('SIGKILL'));
    const { url, pushUrl } = await ready(child);
    expect((await post(pushUrl, PUSH)).body).toBe('{"success":true}');
    // What is loaded late is installed too: what words refusals, the control API, the page and the metrics.
    expect((await post(pushUrl, '{}')).body).toContain('is required');
    for (const path of ['/_mock/health', '/_mock/metrics', '/']) {
      expect((await fetch(url + path, { headers: { accept: 'text/html' } })).status, path).toBe(200);
    }
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('the command of the client runs beside it', () => {
    install(['imshop-push']);
    expect(npx('imshop-push', '--help')).toMatch(/^Usage: imshop-push send/);
  }, 120_000);
});

/** What a file says it holds, not the blocks it takes; links count nothing. */
function bytesOf(path: string): number {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) return entry.isFile() ? entry.size : 0;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}
