import type { AdvisoryCode } from 'imshop-mock';
import { expect, test } from 'vitest';
import { post } from './post.js';
import { stage } from './stage.js';

const at = stage({ rateLimit: null });

const good = { userIds: ['79999999999'], message: { title: 'Заказ', summary: 'В пути' } };
const text = (change: Partial<(typeof good)['message']>) => ({ ...good, message: { ...good.message, ...change } });

const ROWS: readonly { code: AdvisoryCode; path: string; body: object }[] = [
  { code: 'phone-formatting', path: 'userIds[1]', body: { ...good, userIds: ['1', '+79999999999'] } },
  { code: 'phone-formatting', path: 'userIds[0]', body: { ...good, userIds: ['8 (999) 999-99-99'] } },
  { code: 'no-user-ids', path: 'userIds', body: { ...good, userIds: [] } },
  { code: 'duplicate-user-ids', path: 'userIds', body: { ...good, userIds: ['1', '2', '1'] } },
  { code: 'web-deeplink', path: 'deeplink', body: { ...good, deeplink: 'https://shop.example/sale' } },
  { code: 'deeplink-without-scheme', path: 'deeplink', body: { ...good, deeplink: 'cart/home' } },
  { code: 'long-title', path: 'message.title', body: text({ title: 'я'.repeat(51) }) },
  { code: 'long-summary', path: 'message.summary', body: text({ summary: 'я'.repeat(151) }) },
  { code: 'blank-text', path: 'message.summary', body: text({ summary: ' \n ' }) },
  { code: 'control-characters', path: 'message.title', body: text({ title: 'a\u0000b' }) },
  { code: 'json-string', path: '', body: { ...good, message: JSON.stringify(good.message) } },
];

test.each(ROWS)('$code at $path', async ({ code, path, body }) => {
  expect(await advisoriesOf(body)).toEqual([{ code, path }]);
});

test.each([
  { name: 'digits', body: good },
  { name: 'a customer id with a dash', body: { ...good, userIds: ['customer-5', 'a-1', '12-34'] } },
  { name: 'a deeplink into the application', body: { ...good, deeplink: 'slug://browse' } },
  { name: 'texts that just fit, emoji counted once', body: text({ title: '🎁'.repeat(50), summary: 'я'.repeat(150) }) },
  { name: 'several lines', body: text({ summary: 'раз\nдва\tтри' }) },
])('none: $name', async ({ body }) => {
  expect(await advisoriesOf(body)).toEqual([]);
});

test('the same push to the same customer within a minute', async () => {
  expect(await advisoriesOf(good)).toEqual([]);
  at.clock.advance(60_000);
  expect(await advisoriesOf({ ...good, userIds: ['79999999999', '2'] })).toEqual([
    { code: 'repeated-push', path: 'userIds' },
  ]);
  expect(await advisoriesOf(text({ summary: 'Доставлен' }))).toEqual([]);
  at.clock.advance(60_001);
  expect(await advisoriesOf(good)).toEqual([]);
});

test('one text for more customers than a minute of full requests', async () => {
  await at.shop.patch({ maxUserIds: 10_001 });
  const userIds = Array.from({ length: 10_000 }, (_, index) => String(index));
  expect(await advisoriesOf({ ...good, userIds })).toEqual([]);
  expect(await advisoriesOf({ ...good, userIds: ['one more'] })).toEqual([{ code: 'mass-push', path: 'userIds' }]);
});

async function advisoriesOf(body: object): Promise<object[]> {
  const { status } = await post(at.shop.url, JSON.stringify(body));
  expect(status).toBe(200);
  const { requests } = await at.shop.requests({ limit: 1 });
  return (requests[0]?.advisories ?? []).map(({ code, path }) => ({ code, path }));
}
