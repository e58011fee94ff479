import { describe, expect, test } from 'vitest';
import { IS_THOROUGH } from '../../workspace/thorough.js';
import { PUSH } from '../post.js';
import { launch } from './launch.js';

/** Tests that only check the answer. */
const SUITE = `
  const response = await fetch(process.env.IMSHOP_PUSH_URL, { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(PUSH)} });
  if (response.status !== 200 || (await response.json()).success !== true) throw new Error('not sent');`;

describe('mutants', () => {
  test('reports which mutants the tests kill, and which survive', async () => {
    const suite = [process.execPath, '--input-type=module', '-e', SUITE];
    expect(await launch(['mutants', '--only', 'mojibake,status-201', '--', ...suite]).exit).toEqual({
      code: 1,
      stdout: `killed    status-201          a valid push: status 201, not 200
survived  mojibake            Cyrillic is garbled on the phone
1 of 2 mutants killed
`,
      stderr: '',
    });
  });

  // Slow, and similar to other tests: only in the gate.
  test.skipIf(!IS_THOROUGH)('tests that hang kill the mutant, and are ended with all their processes', async () => {
    const hanging = '[ $IMSHOP_MOCK_MUTANT = none ] || { sleep 600 & wait; }';
    const flags = ['--only', 'soft-429', '--at-least', '1', '--timeout', '3s', '--json'];
    // Their output goes to our pipe, which ends only with the last of their processes.
    const { code, stdout } = await launch(['mutants', ...flags, '--verbose', '--', 'sh', '-c', hanging]).exit;
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        ok: true,
        killed: 1,
        total: 1,
        mutants: [
          {
            name: 'soft-429',
            help: 'over the limit: status 200 with success:false',
            verdict: 'killed',
            end: { type: 'timed-out' },
            durationMs: expect.any(Number),
          },
        ],
      },
    ]);
  });

  test.each([
    {
      name: 'tests that fail without a mutant, showing why',
      code: 2,
      args: ['--', 'sh', '-c', 'echo broken; exit 3'],
      stderr: /^broken\nimshop-mock: the tests fail even without a mutant \(exit 3\); fix them first\n$/,
    },
    {
      name: 'an unknown mutant',
      code: 64,
      args: ['--only', 'mojibake', '--only', 'tea', '--', 'true'],
      stderr: /^imshop-mock: --only must be one of limit-999, .*, first-id-only, not "tea"\n$/,
    },
  ])('exits $code on $name', async ({ code, args, stderr }) => {
    expect(await launch(['mutants', ...args]).exit).toEqual({
      code,
      stdout: '',
      stderr: expect.stringMatching(stderr),
    });
  });
});
