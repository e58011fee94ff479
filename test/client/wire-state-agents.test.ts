import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { fetchTransport, nodeTransport, type Transport } from 'imshop-push';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ACCEPTED, describeResult, requestTo } from './wire-state/describe-result.js';
import * as server from './wire-state/failing-servers.js';
import { plain, plainBehindHttps, TEST_ONLY_TLS, tls } from './wire-state/recording-server.js';
import { fullBacklog } from './wire-state/unreachable-targets.js';

const never = new AbortController();

const SHORT_MS = 50;

const trusting = { ca: TEST_ONLY_TLS.cert };

it('knows the answer over TLS', async () => {
  await using place = await tls(server.accepts)(never);
  const transport = nodeTransport({ agent: new HttpsAgent(trusting) });
  expect(describeResult(await transport.post(requestTo(place.url), never.signal))).toBe(ACCEPTED);
  expect(place.sawRequest).toBe(true);
});

it('knows not-sent if a trusted certificate is for another name', async () => {
  await using place = await tls(server.accepts, 'https://127.0.0.1')(never);
  const transport = nodeTransport({ agent: new HttpsAgent(trusting) });
  const result = await transport.post(requestTo(place.url), never.signal);
  expect(result).toMatchObject({ type: 'not-sent', error: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
  expect(place.sawRequest).toBe(false);
});

it('waits longer for an answer than for a connection', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const afterTimeout = () => vi.advanceTimersByTime(2 * SHORT_MS);
  await using place = await plain(server.acceptsAfter(afterTimeout))(never);
  expect(describeResult(await nodeTransport().post(requestTo(place.url, '{}', SHORT_MS), never.signal))).toBe(ACCEPTED);
});

describe('knows not-sent if no connection is established in time', () => {
  it.each([
    ['TCP', fullBacklog],
    ['TLS', plainBehindHttps(server.saysNothing)],
  ])('of %s', async (_, open) => {
    await using place = await open(never);
    const result = await nodeTransport().post(requestTo(place.url, '{}', SHORT_MS), never.signal);
    expect(result).toMatchObject({ type: 'not-sent', error: { message: `no connection within ${SHORT_MS} ms` } });
  });

  it.each([
    ['looking up the name', new HttpAgent({ lookup: () => {} })],
    ['waiting for a free one', new HttpAgent({ maxSockets: 1 })],
  ])('%s', async (_, agent) => {
    await using place = await plain(server.saysNothing, 'http', 'localhost')(never);
    const transport = nodeTransport({ agent });
    const client = new AbortController();
    const first = transport.post(requestTo(place.url, '{}', SHORT_MS), client.signal);
    const second = await transport.post(requestTo(place.url, '{}', SHORT_MS), never.signal);
    expect(describeResult(second)).toBe('not-sent');
    client.abort();
    await first;
  });

  it('or it is aborted while it waits for a free one', async () => {
    await using place = await plain(server.saysNothing)(never);
    const transport = nodeTransport({ agent: new HttpAgent({ maxSockets: 1 }) });
    const client = new AbortController();
    const both = [1, 2].map(() => transport.post(requestTo(place.url), client.signal));
    client.abort();
    expect((await Promise.all(both)).map(describeResult)).toEqual(['not-sent', 'not-sent']);
  });
});

describe.each<[string, () => Transport]>([
  ['node:http', () => nodeTransport({ agent: new HttpAgent({ keepAlive: true }) })],
  ['fetch', () => fetchTransport(fetch)],
])('a kept connection of %s', (_, transport) => {
  it('is known to have carried the request that it failed with', async () => {
    await using place = await plain(server.resetsSecondRequest)(never);
    const sender = transport();
    const post = async () => describeResult(await sender.post(requestTo(place.url), never.signal));
    expect(await post()).toBe(ACCEPTED);
    let second = await post();
    // undici opens another connection if the first is not free yet.
    while (second === ACCEPTED) second = await post();
    expect(second).toBe('sent');
  });
});

describe('never rejects, and knows not-sent', () => {
  it.each([
    ['with an agent for another protocol', new HttpAgent(), 'https://127.0.0.1:1/', {}],
    ['with an invalid header', undefined, 'http://127.0.0.1:1/', { 'x-request-id': 'no\nheader' }],
  ])('%s', async (_, agent, url, headers) => {
    const transport = nodeTransport(agent && { agent });
    expect(describeResult(await transport.post({ ...requestTo(url), headers }, never.signal))).toBe('not-sent');
  });

  it('with an invalid address of the proxy in the environment', async () => {
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    vi.stubEnv('HTTPS_PROXY', 'http://no address');
    const result = await nodeTransport().post(requestTo('https://127.0.0.1:1/'), never.signal);
    vi.unstubAllEnvs();
    expect(describeResult(result)).toBe('not-sent');
  });
});
