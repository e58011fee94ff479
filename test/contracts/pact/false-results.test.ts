import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MatchersV3, PactV3, Verifier } from '@pact-foundation/pact';
import { type PactSource, readSequence, runSequence, verifyPacts } from 'imshop-contracts/pact';
import { startMock } from 'imshop-mock';
import { describe, expect, test, vi } from 'vitest';
import { folderOfTests } from '../../temp-folder.js';
import { answer, PUSH, pactWith, request, startProvider } from './provider-under-test.js';

// Pact's verifier is a process, and the machine runs other tests at the same time.
vi.setConfig({ testTimeout: 60_000 });

const folder = folderOfTests();

/** Runs Pact's own verifier; counts the requests that reached the mock. */
async function verifyWithPact({ file }: PactSource): Promise<{ passes: boolean; requests: number }> {
  await using mock = await startMock();
  const path = join(folder, 'plain.json');
  await writeFile(path, JSON.stringify(file));
  const verifier = new Verifier({
    providerBaseUrl: mock.origin,
    provider: 'Imshop',
    pactUrls: [path],
    logLevel: 'error',
  });
  const passes = await verifier.verifyProvider().then(
    () => true,
    () => false,
  );
  const requests = (await mock.integrations()).reduce((sum, { counters }) => sum + counters.requests, 0);
  return { passes, requests };
}

async function verifyWithOurs(source: PactSource) {
  const [result] = await verifyPacts([source], { startProvider });
  return result;
}

describe('a body that is not JSON', () => {
  const malformed = (status: number) =>
    pactWith({
      description: 'a body cut in the middle',
      request: request(undefined, {
        body: {
          contentType: 'application/json',
          encoded: 'base64',
          content: Buffer.from('{"userIds":[').toString('base64'),
        },
      }),
      response: answer(status, { error: 'Bad Request', message: 'Invalid request payload JSON format' }),
    });

  test("with Pact's verifier, its proxy answers and no request reaches the mock", async () => {
    const withoutBody = pactWith({ ...Object(malformed(400).file['interactions'])[0], response: answer(400) });
    expect(await verifyWithPact(withoutBody)).toEqual({ passes: true, requests: 0 });
  });

  test('with ours, the request reaches the mock and its answer is checked', async () => {
    expect(await verifyWithOurs(malformed(400))).toMatchObject({ verdict: 'verified' });
    expect(await verifyWithOurs(malformed(415))).toMatchObject({
      verdict: 'differs',
      differences: [{ path: 'status' }],
    });
  });
});

describe('one request with two answers in one test', () => {
  test("Pact's mock server gives the first answer twice", async () => {
    const pact = new PactV3({ consumer: 'a shop', provider: 'Imshop', dir: folder, logLevel: 'error' });
    const withRequest = { method: 'POST', path: '/shop/push', body: PUSH };
    pact
      .given('the rate limit is exhausted 10')
      .uponReceiving('a push over the limit')
      .withRequest(withRequest)
      .willRespondWith({ status: 429, body: { error: MatchersV3.string('Too Many Requests') } });
    pact
      .given('the integration is live')
      .uponReceiving('a push after the wait')
      .withRequest(withRequest)
      .willRespondWith({ status: 200, body: { success: true } });
    const statuses: number[] = [];
    await pact
      .executeTest(async ({ url }) => {
        const headers = { 'content-type': 'application/json' };
        for (let sent = 0; sent < 2; sent += 1) {
          statuses.push(
            (await fetch(`${url}/shop/push`, { method: 'POST', headers, body: JSON.stringify(PUSH) })).status,
          );
        }
      })
      .catch(() => {});
    expect(new Set(statuses).size).toBe(1);
  });

  test('a lint rule refuses it, and a sequence can express it', async () => {
    const comments = { testname: 'waits and sends again' };
    const interaction = { type: 'Synchronous/HTTP', request: request(PUSH), comments };
    const first = {
      ...interaction,
      description: 'over the limit',
      providerStates: [{ name: 'the rate limit is exhausted 10' }],
      response: answer(429),
    };
    const second = {
      ...interaction,
      description: 'after the wait',
      providerStates: [{ name: 'the integration is live' }],
      response: answer(200),
    };
    const source = pactWith(first, { interactions: [first, second] });
    const results = await verifyPacts([source], { startProvider });
    expect(results.map(({ verdict }) => verdict)).toEqual(['verified', 'refused']);
    expect(results[1]?.differences[0]?.message).toContain('gives the first answer twice; write a sequence');

    const provider = await startProvider();
    const steps = [
      { given: 'the rate limit is exhausted 10' },
      { send: PUSH, expect: { status: 429 } },
      { passMs: 60_000 },
      { send: PUSH, expect: { status: 200, body: { success: true } } },
    ];
    expect(await runSequence(readSequence({ name: 'waits', steps }, 'a.yaml'), provider)).toEqual([]);
    await provider.close();
  });
});

describe('an unknown state', () => {
  const unknown = pactWith({
    description: 'a push',
    providerStates: [{ name: 'the integration is alive' }],
    request: request(PUSH),
    response: answer(200, { success: true }),
  });

  test("with Pact's verifier, it passes with a warning", async () => {
    expect(await verifyWithPact(unknown)).toEqual({ passes: true, requests: 1 });
  });

  test('with ours, it is refused with its name and the most similar state', async () => {
    const result = await verifyWithOurs(unknown);
    expect(result?.verdict).toBe('refused');
    expect(result?.differences[0]).toMatchObject({
      path: 'providerStates[0]',
      message: expect.stringContaining('the integration is live'),
    });
  });
});

describe('a body of more than 100 kB', () => {
  const userIds = Array.from({ length: 1000 }, (_, index) => `${index}`.padStart(120, 'i'));
  const large = pactWith({
    description: 'a push to a thousand long ids',
    request: request({ ...PUSH, userIds }),
    response: answer(200, { success: true }),
  });

  test("with Pact's verifier, its proxy refuses it in place of the provider", async () => {
    expect(await verifyWithPact(large)).toEqual({ passes: false, requests: 0 });
  });

  test("with ours, it is verified, with a warning for users of Pact's verifier", async () => {
    expect(await verifyWithOurs(large)).toMatchObject({
      verdict: 'verified',
      findings: [{ rule: 'over-proxy-limit', severity: 'warning' }],
    });
  });
});
