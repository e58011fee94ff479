import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MOCK_CLI } from '../../mock-cli.js';
import { ROOT } from '../../workspace/root.js';

/** A separate network with loopback only. Some containers do not allow it. */
const ISOLATED = ['-rn', 'sh', '-c'];
const canIsolate = spawnSync('unshare', [...ISOLATED, 'ip link set lo up']).status === 0;

test.skipIf(!canIsolate)(
  'pacts are verified without a network',
  () => {
    const command = `ip link set lo up && exec ${process.execPath} ${MOCK_CLI} verify ${join(ROOT, 'contracts/pacts')}`;
    const { status, stdout } = spawnSync('unshare', [...ISOLATED, command], { encoding: 'utf8' });
    expect(stdout).toContain(' 0 failed, against imshop-mock');
    expect(status).toBe(0);
  },
  60_000,
);

test('Pact sends no usage statistics, in tests and in the command', () => {
  expect(process.env['PACT_DO_NOT_TRACK']).toBe('true');
});
