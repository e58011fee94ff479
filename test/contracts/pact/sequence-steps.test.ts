import { readSequence, runSequence } from 'imshop-contracts/pact';
import { startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { PUSH, startProvider } from './provider-under-test.js';

describe('a sequence', () => {
  const WRONG: readonly (readonly [step: object, says: string])[] = [
    [{}, 'must have one of given, noLonger, send, passMs, delivered'],
    [{ given: 'the answer is lost', send: PUSH }, 'has an unknown key send; allowed are given, params'],
    [{ given: 'the answer is lost', params: 3 }, '.given must be a provider state, params an object'],
    [{ send: PUSH, expect: { status: '200' } }, '.expect.status must be a number'],
    [{ send: PUSH, expect: { state: 200 } }, '.expect has an unknown key state; allowed are status, headers, body'],
    [{ passMs: -1 }, '.passMs must be a whole number of milliseconds'],
    [{ passMs: 1, params: {} }, 'has an unknown key params; allowed are passMs'],
    [{ delivered: { userId: 42, times: 1 } }, '.delivered must have a userId (a text) and times (a number)'],
    [{ delivered: { userId: '42', times: 1 }, params: {} }, 'has an unknown key params; allowed are delivered'],
  ];
  test.each(WRONG)('%j', (step, says) => {
    const read = () => readSequence({ name: 'a', steps: [{ passMs: 0 }, step] }, 'a.yaml');
    expect(read).toThrow(`a.yaml: steps[1] ${says}`);
  });

  test.each(['given', 'noLonger'])('gives the path of an unknown state: %s', async (key) => {
    const provider = await startProvider();
    const sequence = readSequence({ name: 'a', steps: [{ [key]: 'all is well' }] }, 'a.yaml');
    expect(await runSequence(sequence, provider)).toMatchObject([{ path: `steps[0].${key}` }]);
    await provider.close();
  });

  const missing = (actual: string) => [{ path: 'steps[1].answer', expected: 200, actual }];
  test.each([
    { given: 'the vendor does not answer', wanted: { status: 200 }, differences: missing('none within 200 ms') },
    { given: 'the vendor does not answer', wanted: 'no answer', differences: [] },
    { given: 'the answer is lost', wanted: { status: 200 }, differences: missing('none') },
  ])('stops waiting: $given, $wanted', async ({ given, wanted, differences }) => {
    const provider = await startProvider();
    const sequence = readSequence({ name: 'a', steps: [{ given }, { send: PUSH, expect: wanted }] }, 'a.yaml');
    expect(await runSequence(sequence, provider, 200)).toMatchObject(differences);
    await provider.close();
  });

  test.each([
    { fault: 'hang', why: 'none within 200 ms' },
    { fault: 'reset', why: 'none' },
  ] as const)('reports a state call without an answer: $fault', async ({ fault, why }) => {
    await using mock = await startMock();
    await mock.integration('states').fail(fault);
    const provider = { ...(await startProvider()), statesUrl: mock.url('states') };
    const sequence = readSequence({ name: 'a', steps: [{ given: 'the answer is lost' }] }, 'a.yaml');
    const message = `the answer is lost: the answer is ${why}`;
    expect(await runSequence(sequence, provider, 200)).toEqual([{ path: 'steps[0].given', message }]);
    await provider.close();
  });
});
