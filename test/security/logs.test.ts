import { connectMock, createApp } from 'imshop-mock';
import supertest from 'supertest';
import { expect, test } from 'vitest';
import { start } from '../mock-server/command/launch.js';
import { post } from '../mock-server/post.js';
import { rawRequest } from '../wire/raw-request.js';
import { ask, askWith } from './ask.js';

/** Customers, as the shop knows them and as phone numbers; and what is for their eyes. */
const PHONE = '79991234567';
const ID = 'customer-c0ffee';
const IDS = [PHONE, ID];
const TEXT = 'Ваш диагноз готов';
const PRIVATE = [...IDS, TEXT, 'slug://secret-order'];

test('no log line names a customer or says what was pushed, at any level, however a request goes wrong', async () => {
  const { ready, stop } = await start(['--log-level', 'trace', '--max-integrations', '2']);
  const shop = connectMock(ready.url).integration();
  const push = JSON.stringify({
    userIds: IDS,
    message: { title: TEXT, summary: TEXT },
    deeplink: 'slug://secret-order',
  });
  await post(shop.url, push);
  await shop.patch({ strict: true });
  await post(shop.url, push);
  for (const bad of [push.slice(1), push.replace('title', PHONE), push.replace('{', `{"${ID}":`), `"${PHONE}"`]) {
    await post(shop.url, bad);
  }
  for (const fault of ['reset', 'empty-reply', 'garbage', 'truncated-body', 'unavailable'] as const) {
    await shop.fail(fault, { userId: PHONE, times: 1 });
    await post(shop.url, push).catch(() => {});
  }
  await ask(ready.url, { method: 'POST', target: `/shop/push?user=${PHONE}`, body: push });
  await ask(ready.url, { method: 'POST', target: `/${PHONE}/other`, body: push });
  await askWith(ready.url, rawRequest('shop', { body: push, headers: { [`X ${PHONE}`]: '1' } }), 'POST');
  await askWith(ready.url, `POST /shop/push HTTP/1.1\r\nHost: x\r\nContent-Length: ${ID}\r\n\r\n${push}`, 'POST');
  await shop.inbox(PHONE);
  await shop.verify({ userIds: IDS, match: { message: { title: TEXT } }, outcome: 'any' });
  await shop.requests({ userId: PHONE, text: TEXT });
  for (const path of [`/integrations/${PHONE}X`, `/nowhere/${PHONE}`, `/integrations/shop/requests?${PHONE}=1`]) {
    await ask(ready.url, { target: `/_mock${path}` });
  }
  for (const slug of ['one', 'two', 'three']) await connectMock(ready.url).integration(slug).get();
  const { stdout, stderr } = await stop();
  const lines = stderr.trimEnd().split('\n');
  expect(lines.filter((line) => line.includes('"msg":"request"')).length).toBeGreaterThan(10);
  expect(lines.some((line) => line.includes('malformed-http'))).toBe(true);
  expect(lines.some((line) => line.includes('integration evicted'))).toBe(true);
  for (const secret of PRIVATE) expect(stdout + stderr).not.toContain(secret);
});

test('even a defect is logged by its place, not by what it stumbled on', async () => {
  const lines: string[] = [];
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  const clock = { now: () => Date.now(), after: () => () => {} };
  const app = createApp({ clock, logger: { debug: write, info: write, warn: write, error: write } });
  await supertest(app).get('/_mock/integrations/shop').expect(200);
  clock.now = () => {
    throw Object.assign(new TypeError(`no time for ${PHONE}, said "${TEXT}" of "${ID}"`), { code: 'ERR_TIME' });
  };
  await supertest(app).get('/_mock/health').expect(500);
  const [line = ''] = lines.filter((line) => line.includes('a defect of the mock'));
  expect(JSON.parse(line)).toMatchObject({
    error: {
      type: 'TypeError',
      code: 'ERR_TIME',
      message: 'no time for …, said "…"',
      stack: expect.arrayContaining([expect.stringMatching(/^ +at /)]),
    },
  });
  for (const secret of PRIVATE) expect(lines.join()).not.toContain(secret);
});
