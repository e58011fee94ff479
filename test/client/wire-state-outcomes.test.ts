import { once } from 'node:events';
import { fetchTransport, nodeTransport, PushClient, systemClock, type Transport } from 'imshop-push';
import { describe, expect, it } from 'vitest';
import { requestTo } from './wire-state/describe-result.js';
import * as server from './wire-state/failing-servers.js';
import { plain, plainBehindHttps, tls } from './wire-state/recording-server.js';
import { closedPort } from './wire-state/unreachable-targets.js';

const PUSH = { userIds: ['79999999999'], message: { title: 'Скидка', summary: 'Только сегодня' } };

const TOTAL_MS = 60_000;

const SHORT_MS = 50;

const PAGE = server.answersAndEnds('HTTP/1.1 200 OK\r\n\r\n<!doctype html><title>Sign in</title>');

const ROWS = [
  ['accepted', 'an answer', plain(server.accepts)],
  ['not-sent', 'a closed port', closedPort('127.0.0.1')],
  ['not-sent', 'a self-signed certificate', tls(server.accepts)],
  ['not-sent', 'a reset in the TLS handshake', plainBehindHttps(server.resetsAtFirstBytes)],
  ['not-sent', 'a timeout in the TLS handshake', plainBehindHttps(server.abortedAtFirstBytes)],
  ['unknown', 'a reset after the request', plain(server.resetsAfterRequest)],
  ['unknown', 'a timeout after the request', plain(server.abortedAfterRequest())],
  ['unknown', 'a timeout in the answer', plain(server.abortedInAnswer)],
  ['unknown', 'a reset in the answer', plain(server.resetsInAnswer)],
  ['unknown', 'a page instead of JSON', plain(PAGE)],
] as const;

const SENDERS: readonly (readonly [name: string, transport: () => Transport])[] = [
  ['node:http', nodeTransport],
  ['fetch', () => fetchTransport(fetch)],
];

/** A clock on which the time-out of a request ends when its server says so. */
function clockOf({ signal }: AbortController) {
  return {
    ...systemClock,
    sleep: async (ms: number, until?: AbortSignal) => {
      if (ms === TOTAL_MS) await once(signal, 'abort');
      else await systemClock.sleep(ms, until);
    },
  };
}

describe.each(SENDERS)('through %s, a push is', (_, transportOf) => {
  it.each(ROWS)('%s after %s', async (state, _, open) => {
    const timeUp = new AbortController();
    await using good = await plain(server.accepts)(new AbortController());
    await using place = await open(timeUp);
    const transport = transportOf();
    await transport.post(requestTo(good.url), new AbortController().signal);
    await using client = new PushClient({
      url: place.url,
      transport,
      clock: clockOf(timeUp),
      timeouts: { totalMs: TOTAL_MS },
      retry: { attempts: 1 },
      pacing: { requests: 1_000, windowMs: 1_000 },
    });

    const { outcomes } = await client.send(PUSH);
    expect(outcomes).toMatchObject([{ state }]);
    expect(place.sawRequest).toBe(state !== 'not-sent');
  });
});

it('is not sent if no connection is established in time', async () => {
  await using place = await plainBehindHttps(server.saysNothing)(new AbortController());
  await using client = new PushClient({
    url: place.url,
    timeouts: { connectMs: SHORT_MS },
    retry: { attempts: 1 },
  });
  expect((await client.send(PUSH)).outcomes).toMatchObject([{ state: 'not-sent', reason: 'exhausted' }]);
});
