import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { verifyPacts } from 'imshop-contracts/pact';
import { describe, expect, test, vi } from 'vitest';
import { folderOfTest } from '../../temp-folder.js';
import { ROOT } from '../../workspace/root.js';
import { answer, PUSH, pactWith, request, startProvider } from './provider-under-test.js';

vi.setConfig({ testTimeout: 60_000 });

const ACCEPTED = answer(200, { success: true });

describe('a pass that Pact reports is checked', () => {
  test('an interaction that never reached the mock is not verified', async () => {
    const startBlind = async () => ({ ...(await startProvider()), requestCount: async () => 0 });
    const pact = pactWith({ description: 'x', request: request(PUSH), response: ACCEPTED });
    const [result] = await verifyPacts([pact], { startProvider: startBlind });
    expect(result).toMatchObject({ verdict: 'not-reached', differences: [{ path: 'request' }] });
  });

  test('interactions are isolated: each has a fresh rate limit', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      type: 'Synchronous/HTTP',
      description: `push ${index}`,
      request: request(PUSH),
      response: ACCEPTED,
    }));
    const results = await verifyPacts([pactWith(many[0] ?? {}, { interactions: many })], { startProvider });
    expect(results.map(({ verdict }) => verdict)).toEqual(many.map(() => 'verified'));
  });
});

test.skipIf(process.platform !== 'linux')(
  'a verifier that dies between two interactions is started again',
  async () => {
    const many = ['first', 'second'].map((description) => ({
      type: 'Synchronous/HTTP',
      description,
      request: request(PUSH),
      response: ACCEPTED,
    }));
    const provider = await startProvider();
    let killed: number | undefined;
    const reset = async () => {
      await provider.reset();
      // Its exit event has been emitted when the process id is gone, even as a zombie.
      if (killed) await expect.poll(() => existsSync(`/proc/${killed}`)).toBe(false);
    };
    const results = await verifyPacts([pactWith({}, { interactions: many })], {
      startProvider: async () => ({ ...provider, reset }),
      onResult: ({ description }) => {
        if (description !== 'first') return;
        killed = verifierProcess();
        process.kill(killed, 'SIGKILL');
      },
    });
    expect(results.map(({ verdict }) => verdict)).toEqual(['verified', 'verified']);
  },
);

/** Returns the id of the verifier process. */
function verifierProcess(): number {
  const { stdout } = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return Number.parseInt(stdout.split('\n').find((line) => line.includes('verifier-process')) ?? '', 10);
}

test('without Pact, the message says how to install it', async () => {
  const folder = folderOfTest();
  const home = join(folder, 'node_modules/imshop-contracts');
  for (const part of ['dist', 'package.json'])
    await cp(join(ROOT, 'contracts', part), join(home, part), { recursive: true });
  const script =
    "import { verifyPacts } from 'imshop-contracts/pact'; await verifyPacts([], {}).catch(({ code, message }) => console.log(code, message));";
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
  });
  expect(stdout).toBe(
    'PACT_MISSING Pact is not installed: npm install --save-dev @pact-foundation/pact@16 (17 needs Node 22)\n',
  );
});

test('a provider that fails to start or to close leaves no files behind', async () => {
  const folder = folderOfTest();
  vi.stubEnv('TMPDIR', folder);
  const fails = () => Promise.reject(new Error('the port is taken'));
  const provider = await startProvider();
  const neverEnds = async () => ({ ...provider, close: fails });
  for (const startOne of [fails, neverEnds])
    await expect(verifyPacts([], { startProvider: startOne })).rejects.toThrow('the port is taken');
  expect(await readdir(folder)).toEqual([]);
  vi.unstubAllEnvs();
  await provider.close();
});
