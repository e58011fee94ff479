import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { PROBE_QUESTIONS, type ProbeReport, probe, startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { listen } from '../listen.js';
import { SECRET, startProvider } from './independent-provider.js';
import { recordingClock } from './recording-clock.js';

const placesOf = ({ results }: ProbeReport): string[] => [
  ...new Set(results.flatMap(({ differences }) => differences.map(({ place }) => place))),
];

describe('a provider that shares no code with the mock', () => {
  test('differs in statusCode and validation, and accepts no push', async () => {
    await using provider = await startProvider();
    const report = await probe(new URL(provider.url), { clock: recordingClock() });
    expect(placesOf(report)).toEqual(expect.arrayContaining(['body.statusCode', 'body.validation']));
    const [, empty] = report.results;
    expect(empty).toMatchObject({
      question: 'nothing-in-it',
      differences: [
        { place: 'body.statusCode', reality: '400' },
        { place: 'body.validation', reality: '{"source":"body","keys":["userIds","message"]}' },
      ],
    });
    expect(report.settings).toEqual({ envelope: 'hapi', firstErrorOnly: false });
    expect([provider.accepted, provider.methods]).toEqual([0, PROBE_QUESTIONS.map(({ method }) => method)]);
  });

  test('has the same texts as the mock, and differs where its other library decides', async () => {
    await using provider = await startProvider();
    const { rows } = await probe(new URL(provider.url), { clock: recordingClock() });
    const same = 'as-the-mock';
    expect(rows).toEqual({
      'post-only': same,
      'documented-text': same,
      'validation-text': same,
      'required-texts': same,
      'all-errors-listed': same,
      'error-joining': same,
      'user-ids': same,
      deeplink: same,
      'unknown-key': same,
      'not-an-object': same,
      'json-string': same,
      'too-many-ids': same,
      'max-user-ids': same,
      'method-not-allowed': 'differs',
      'bad-request-body': 'differs',
      'library-envelope': 'differs',
      'not-json': 'differs',
      'invalid-utf8': 'differs',
      undecodable: 'differs',
      'media-type': 'differs',
    });
  });

  test('may name only the first error: its texts are the same, and how errors are joined stays open', async () => {
    await using provider = await startProvider({ abortEarly: true });
    const { rows, settings } = await probe(new URL(provider.url), { clock: recordingClock() });
    expect(settings).toEqual({ envelope: 'hapi', firstErrorOnly: true });
    expect(rows).toMatchObject({ 'all-errors-listed': 'differs', 'validation-text': 'as-the-mock' });
    expect(rows).not.toHaveProperty('error-joining');
  });

  test('imports nothing of ours', () => {
    const source = readFileSync(join(import.meta.dirname, 'independent-provider.ts'), 'utf8');
    const imported = [...source.matchAll(/ from '([^']+)'/g)].map(([, specifier]) => specifier);
    expect(imported.toSorted()).toEqual(['celebrate', 'express4', 'node:http', 'node:net']);
  });

  test('is reported only by its host', async () => {
    await using provider = await startProvider();
    const report = await probe(new URL(`${provider.url}?key=0123456789`), { clock: recordingClock() });
    expect(report.host).toBe(provider.host);
    expect(report.results[0]?.reality).toMatchObject({ body: expect.stringContaining('Cannot GET [hidden]') });
    expect(JSON.stringify(report)).not.toMatch(new RegExp(`${SECRET}|0123456789`));
  });
});

test('a probe of the mock itself finds no difference, delivers nothing and stays within the limit', async () => {
  const clock = recordingClock();
  await using mock = await startMock({ clock });
  const report = await probe(new URL(mock.url()), { clock });
  expect(placesOf(report)).toEqual([]);
  expect(Object.values(report.rows).every((finding) => finding === 'as-the-mock')).toBe(true);
  expect(report).toMatchObject({
    when: '2026-05-01T12:00:00.000Z',
    settings: { envelope: 'documented', firstErrorOnly: false },
  });
  expect(report.results.map(({ question }) => question)).toEqual(PROBE_QUESTIONS.map(({ id }) => id));
  expect((await mock.integration().ledger()).acceptedRequests).toBe(0);
});

test('it waits 6.7 seconds after each answer: ten questions take more than a minute', async () => {
  await using provider = await startProvider();
  const clock = recordingClock();
  await probe(new URL(provider.url), { clock });
  expect(clock.pausesMs).toEqual(Array(PROBE_QUESTIONS.length - 1).fill(6_700));
  expect(9 * 6_700).toBeGreaterThan(60_000);
});

describe('it stops', () => {
  test.each([
    { why: 'after a 429', status: 429, asked: 1, stopped: /^rate limit exceeded/ },
    { why: 'when a body that must be refused is accepted', status: 200, asked: 2, stopped: /^answered 200/ },
  ])('$why', async ({ status, asked, stopped }) => {
    const { url, requests, close } = await serve((_, response) => response.writeHead(status).end('{"success":true}'));
    const report = await probe(url, { clock: recordingClock() });
    await close();
    expect([requests(), report.results.length]).toEqual([asked, asked]);
    expect(report.stopped).toMatch(stopped);
  });

  test('when nothing listens on the port, with a reason that does not contain the URL', async () => {
    const { url, close } = await serve(() => {});
    await close();
    const report = await probe(url, { clock: recordingClock() });
    expect(report).toMatchObject({ stopped: 'no answer (ECONNREFUSED)', rows: {}, settings: {} });
  });

  test('when it is interrupted, and reports the results so far', async () => {
    await using provider = await startProvider();
    const stop = new AbortController();
    const after = () => {
      setImmediate(() => stop.abort());
      return () => {};
    };
    const clock = { ...recordingClock(), after };
    const report = await probe(new URL(provider.url), { clock, signal: stop.signal });
    expect(report).toMatchObject({ stopped: 'interrupted', results: [{ question: 'another-method' }] });
    expect(provider.methods).toEqual(['GET']);
  });
});

test.each([301, 401, 403, 404, 500, 503])('a %s is inconclusive', async (status) => {
  const { url, close } = await serve((_, response) => response.writeHead(status, { location: '/elsewhere' }).end());
  const { rows, settings, results } = await probe(url, { clock: recordingClock() });
  await close();
  // hapi 16 answers 404 to a GET, so this one is conclusive.
  const expected = status === 404 ? { 'post-only': 'as-the-mock', 'method-not-allowed': 'differs' } : {};
  expect([rows, settings, results.length]).toEqual([expected, {}, PROBE_QUESTIONS.length]);
});

test('of an endless answer only the beginning is read', async () => {
  const { url, close } = await serve((_, response) => {
    const pour = () => void (!response.destroyed && response.write('x'.repeat(65_536), pour));
    pour();
  });
  const { results } = await probe(url, { clock: recordingClock() });
  await close();
  expect(results[0]?.reality).toMatchObject({ status: 200, body: `${'x'.repeat(2_000)}…` });
});

async function serve(listener: RequestListener) {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    listener(request, response);
  });
  const port = await listen(server);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: new URL(`http://127.0.0.1:${port}/${SECRET}`), requests: () => count, close };
}
