import { type Fetch, fetchTransport } from 'imshop-push';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCEPTED, describeResult, requestTo } from './wire-state/describe-result.js';
import * as server from './wire-state/failing-servers.js';
import { type OpenTarget, plain, plainBehindHttps, type Target } from './wire-state/recording-server.js';
import { closedPort } from './wire-state/unreachable-targets.js';

const never = new AbortController();

let good: Target;
beforeAll(async () => {
  good = await plain(server.accepts)(never);
});
afterAll(() => good[Symbol.asyncDispose]());

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('a fetch that is not undici’s', () => {
  it.each([
    ['sent', 'ECONNRESET', coded('ECONNRESET')],
    ['not-sent', 'ECONNREFUSED in its cause', new TypeError('fetch failed', { cause: coded('ECONNREFUSED') })],
    ['sent', 'ECONNRESET in its cause', new TypeError('fetch failed', { cause: coded('ECONNRESET') })],
    ['sent', 'an error without a code', new Error('failed')],
    ['sent', 'a string', 'failed'],
    ['sent', 'nothing', undefined],
  ])('knows %s after it throws %s', async (wire, _, thrown) => {
    const transport = fetchTransport(() => Promise.reject(thrown));
    expect(describeResult(await transport.post(requestTo(good.url), never.signal))).toBe(wire);
  });

  it('does not inherit the reliability of undici’s', async () => {
    let isFirst = true;
    const transport = fetchTransport(async (url, init) => {
      if (!isFirst) throw coded('ECONNRESET');
      isFirst = false;
      return fetch(url, init);
    });
    expect(describeResult(await transport.post(requestTo(good.url), never.signal))).toBe(ACCEPTED);
    expect(describeResult(await transport.post(requestTo(good.url), never.signal))).toBe('sent');
  });
});

/** Runs one request at a time, all in the asynchronous context of the first caller, as limiters with a timer do. */
function takingTurns(): Fetch {
  const waiting: (() => Promise<void>)[] = [];
  let isBusy = false;
  const work = async () => {
    isBusy = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
    isBusy = false;
  };
  return (url, init) =>
    new Promise((resolve, reject) => {
      waiting.push(() => fetch(url, init).then(resolve, reject));
      if (!isBusy) void work();
    });
}

it('does not report a request as not sent that a queue ran in the context of another', async () => {
  await using bad = await plain(server.resetsAfterRequest)(never);
  const transport = fetchTransport(takingTurns());
  const results = await Promise.all([good, good, bad].map(({ url }) => transport.post(requestTo(url), never.signal)));
  expect(results.map(({ type }) => type)).toEqual(['answered', 'answered', 'sent']);
});

it('distinguishes sixty concurrent requests with different results', async () => {
  const cases: readonly (readonly [OpenTarget, string])[] = [
    [plain(server.accepts), ACCEPTED],
    [closedPort('127.0.0.1'), 'not-sent'],
    [plain(server.resetsAfterRequest), 'sent'],
    [plainBehindHttps(server.resetsAtFirstBytes), 'not-sent'],
    [plain(server.endsInAnswer), 'answered 200, cut'],
    [plain(server.answersAndEnds('HTTP/1.1 2')), 'sent'],
  ];
  const transport = fetchTransport(fetch);
  await transport.post(requestTo(good.url), never.signal);
  const places = await Promise.all(cases.map(([open]) => open(never)));
  const sixty = Array.from({ length: 10 }, () => places).flat();
  const results = await Promise.all(sixty.map(({ url }) => transport.post(requestTo(url), never.signal)));
  for (const place of places) await place[Symbol.asyncDispose]();
  expect(results.map(describeResult)).toEqual(
    Array.from({ length: 10 }, () => cases.map(([, expected]) => expected)).flat(),
  );
});
