import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ROOT } from '../../workspace/root.js';

const CLI = fileURLToPath(import.meta.resolve('imshop-mock/package.json')).replace('package.json', 'bundle/cli.js');

/** A network of its own with nothing but loopback; not every container may make one. */
const ALONE = ['-rn', 'sh', '-c'];
const maySeparate = spawnSync('unshare', [...ALONE, 'ip link set lo up']).status === 0;

test.skipIf(!maySeparate)(
  'pacts are verified where there is no network but loopback',
  () => {
    const command = `ip link set lo up && exec ${process.execPath} ${CLI} verify ${join(ROOT, 'contracts/pacts')}`;
    const { status, stdout } = spawnSync('unshare', [...ALONE, command], { encoding: 'utf8' });
    expect(stdout).toContain(' 0 failed, against imshop-mock');
    expect(status).toBe(0);
  },
  60_000,
);

test('Pact is told not to report its use, in tests and in the command', () => {
  expect(process.env['PACT_DO_NOT_TRACK']).toBe('true');
});
