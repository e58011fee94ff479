import { type Integration, type Mock, type Outcome, startMock } from 'imshop-mock';
import { expect, vi } from 'vitest';
import { rawRequest } from '../../wire/raw-request.js';
import { RawSocket } from '../../wire/raw-socket.js';
import { sendRaw } from '../metrics/send-raw.js';
import { PUSH, post, pushTo } from '../post.js';
import { failEveryWay } from './faulted.js';

export const TOKEN = 'a-token-of-the-test';

/** Three mocks: one where everything happened that can, one that forgets, one that asks for a token. */
export interface Prepared {
  readonly origins: Readonly<Record<'full' | 'forgetful' | 'guarded', string>>;
  close(): Promise<void>;
}

export async function prepare(): Promise<Prepared> {
  const full = await startMock({ journalBodyMax: 65_536 });
  const forgetful = await startMock({ journalMax: 1, maxWatchers: 1 });
  const leave = new AbortController();
  const watching = await forgetful.events({ signal: leave.signal });
  const guarded = await startMock({ adminToken: TOKEN });
  const pending = await fill(full, full.integration('busy'));
  await failEveryWay(full.integration('failing'));
  await full.integration('limited').patch({ rateLimit: { requests: 1, algorithm: 'bucket', retryAfter: 'date' } });
  for (let round = 0; round < 3; round += 1) await post(full.url('limited'), PUSH);
  for (const id of ['1', '2', '3']) await post(forgetful.url(), pushTo([id]));
  return {
    origins: { full: full.origin, forgetful: forgetful.origin, guarded: guarded.origin },
    async close() {
      pending.abort();
      leave.abort();
      await watching[Symbol.asyncIterator]().next();
      await Promise.all([full.close(), forgetful.close(), guarded.close()]);
    },
  };
}

const MESSAGE = { title: 'Заказ в пути', summary: 'Ждите курьера' };
const crowd = Array.from({ length: 10_001 }, (_, index) => String(index));

const UNWISE: readonly object[] = [
  { userIds: ['+7 (999) 999-99-99'], message: MESSAGE },
  { userIds: [], message: MESSAGE },
  { userIds: ['1', '1'], message: MESSAGE, deeplink: 'https://example.com' },
  { userIds: ['1'], message: MESSAGE, deeplink: 'browse' },
  { userIds: ['1'], message: { title: 'я'.repeat(51), summary: 'я'.repeat(151) } },
  { userIds: ['1'], message: { title: ' ', summary: 'a\u0000b' } },
  { userIds: '["1"]', message: MESSAGE },
  { userIds: crowd, message: MESSAGE },
];

const REFUSED: readonly [body: string | Uint8Array, headers?: Record<string, string>][] = [
  ['{"userIds":"1"}'],
  ['[]'],
  ['{'],
  [Uint8Array.of(0x22, 0xff, 0x22)],
  [PUSH, { 'content-type': 'text/plain', authorization: 'Basic c2VjcmV0' }],
  [JSON.stringify('x'.repeat(1_048_577))],
];

/** Every outcome and every advisory; the request that stays open is the caller's to end. */
async function fill(mock: Mock, busy: Integration): Promise<RawSocket> {
  await busy.patch({ rateLimit: null, maxUserIds: crowd.length });
  for (const body of [PUSH, PUSH, ...UNWISE.map((unwise) => JSON.stringify(unwise))]) await post(busy.url, body);
  for (const [body, headers] of REFUSED) await post(busy.url, body, headers);
  await fetch(busy.url);
  await busy.patch({ strict: true });
  await post(busy.url, pushTo([]));
  await busy.patch({ strict: false, available: false });
  await post(busy.url, PUSH);
  await busy.patch({ available: true, rateLimit: { requests: 1 } });
  for (let round = 0; round < 3; round += 1) await post(busy.url, PUSH);
  await busy.patch({ rateLimit: null });
  await sendRaw(mock.origin, 'POST /busy/push HTTP/1.1\r\nno colon\r\n\r\n');
  const leaving = await opened(mock);
  await sees(busy, 'pending');
  leaving.abort();
  await sees(busy, 'aborted');
  const pending = await opened(mock);
  await sees(busy, 'pending');
  return pending;
}

/** With a request whose body never ends. */
async function opened({ origin }: Mock): Promise<RawSocket> {
  const socket = await RawSocket.open(origin);
  socket.send(rawRequest('busy', { headers: { 'Content-Length': '1000' } }));
  return socket;
}

async function sees(integration: Integration, outcome: Outcome): Promise<void> {
  await vi.waitFor(async () => expect((await integration.requests({ outcome })).requests).toHaveLength(1));
}
