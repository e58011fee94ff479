import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MOCK_CLI } from '../../mock-cli.js';
import { ROOT } from '../../workspace/root.js';

/** A network of its own with nothing but loopback; not every container may make one. */
const ALONE = ['-rn', 'sh', '-c'];
const maySeparate = spawnSync('unshare', [...ALONE, 'ip link set lo up']).status === 0;

test.skipIf(!maySeparate)(
  'pacts are verified where there is no network but loopback',
  () => {
    const command = `ip link set lo up && exec ${process.execPath} ${MOCK_CLI} verify ${join(ROOT, 'contracts/pacts')}`;
    const { status, stdout } = spawnSync('unshare', [...ALONE, command], { encoding: 'utf8' });
    expect(stdout).toContain(' 0 failed, against imshop-mock');
    expect(status).toBe(0);
  },
  60_000,
);

test('Pact is told not to report its use, in tests and in the command', () => {
  expect(process.env['PACT_DO_NOT_TRACK']).toBe('true');
});
