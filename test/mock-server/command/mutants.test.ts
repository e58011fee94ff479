import { describe, expect, test } from 'vitest';
import { IS_THOROUGH } from '../../workspace/thorough.js';
import { PUSH } from '../post.js';
import { launch } from './launch.js';

/** Tests that look at the answer and at nothing else. */
const SUITE = `
  const response = await fetch(process.env.IMSHOP_PUSH_URL, { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(PUSH)} });
  if (response.status !== 200 || (await response.json()).success !== true) throw new Error('not sent');`;

describe('mutants', () => {
  test('tells which mutants the tests notice, and which they miss', async () => {
    const suite = [process.execPath, '--input-type=module', '-e', SUITE];
    expect(await launch(['mutants', '--only', 'mojibake,status-201', '--', ...suite]).exit).toEqual({
      code: 1,
      stdout: `noticed  status-201          a good push: status 201, not 200
missed   mojibake            Cyrillic is garbled on the phone
1 of 2 mutants noticed
`,
      stderr: '',
    });
  });

  // Takes long, and much of it is like what is played anyway: the gate's.
  test.skipIf(!IS_THOROUGH)('tests that hang have noticed, and nothing of theirs lives on', async () => {
    const hanging = '[ $IMSHOP_MOCK_MUTANT = none ] || { sleep 600 & wait; }';
    const flags = ['--only', 'soft-429', '--at-least', '1', '--timeout', '3s', '--json'];
    // What they write is shown on our pipe, which would not end before they do.
    const { code, stdout } = await launch(['mutants', ...flags, '--verbose', '--', 'sh', '-c', hanging]).exit;
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        ok: true,
        noticed: 1,
        of: 1,
        mutants: [
          {
            name: 'soft-429',
            help: 'over the limit: status 200 with success:false',
            verdict: 'noticed',
            end: { kind: 'timed-out' },
            durationMs: expect.any(Number),
          },
        ],
      },
    ]);
  });

  test.each([
    {
      name: 'tests that fail already, showing why',
      code: 2,
      args: ['--', 'sh', '-c', 'echo broken; exit 3'],
      stderr: /^broken\nimshop-mock: nothing can be told: against the healthy mock already, the tests exit 3\n$/,
    },
    {
      name: 'a mutant that there is none of',
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
