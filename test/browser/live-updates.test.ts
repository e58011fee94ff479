import { expect } from 'vitest';
import { browserTest } from './browser-test.js';
import { InterruptibleProxy } from './interruptible-proxy.js';
import { requestList, rowsOf } from './request-list.js';
import { sendPush, sendPushes } from './send-push.js';

/** Console errors of a page whose mock is unreachable. */
const UNREACHABLE = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/;

browserTest.concurrent('shows a new push and its integration', async ({ mock, open }) => {
  const page = await open(mock);
  await page.getByText('No requests yet').waitFor();
  await page.getByRole('status').getByText('Live').waitFor();
  await sendPush(mock.integration('shop'), { title: 'Parcel waits' });
  await rowsOf(page).getByText('Parcel waits').waitFor();
  await page.getByRole('button', { name: 'shop 1 request' }).waitFor();
});

browserTest.concurrent('lists only the requests of the selected integration', async ({ mock, open, expect }) => {
  await sendPush(mock.integration('north'), { title: 'From the north' });
  await sendPush(mock.integration('south'), { title: 'From the south' });
  const page = await open(mock);
  await rowsOf(page).getByText('From the south').waitFor();
  await page.getByRole('button', { name: 'north' }).click();
  await rowsOf(page).getByText('From the north').waitFor();
  await sendPush(mock.integration('south'), { title: 'South again' });
  await sendPush(mock.integration('north'), { title: 'North again' });
  await rowsOf(page).getByText('North again').waitFor();
  await expect.poll(() => rowsOf(page).count()).toBe(2);
});

browserTest.concurrent(
  'a pending request is listed, and updated when it ends together with many others',
  async ({ mock, open, expect }) => {
    const shop = mock.integration();
    await shop.patch({ rateLimit: null });
    await shop.fail({ type: 'latency', ms: 60_000 }, { times: 1 });
    const pendingPush = sendPush(shop, { title: 'Waits' });
    const page = await open(mock);
    const pending = rowsOf(page).getByText('pending');
    await pending.waitFor();
    await Promise.all([shop.clock({ advanceMs: 60_000 }), pendingPush, sendPushes(shop, 50)]);
    await expect.poll(() => rowsOf(page).count()).toBeGreaterThan(10);
    await expect.poll(() => pending.count()).toBe(0);
  },
);

browserTest.concurrent('reconnects to a mock that was restarted', async ({ start, open }) => {
  const before = await start();
  await sendPush(before.integration(), { title: 'Before the break' });
  // A page that is back before the first push finds no request of this id: 404.
  const expectedErrors = new RegExp(`${UNREACHABLE.source}|404`);
  const page = await open(before, { at: '/shop/requests/shop-1', expectedErrors });
  const lockScreen = page.getByRole('region', { name: 'Lock screen', exact: true });
  await lockScreen.getByText('Before the break').first().waitFor();
  await before.close();
  await page.getByText('Disconnected, reconnecting').waitFor();

  const after = await start({ port: Number(new URL(before.origin).port) });
  // Sent while the page was disconnected, or before it noticed.
  await sendPush(after.integration(), { title: 'During the break' });
  await page.getByRole('status').getByText('Live').waitFor();
  await rowsOf(page).getByText('During the break').waitFor();
  // The restarted mock reuses ids, so the selected id names another request.
  await lockScreen.getByText('During the break').first().waitFor();
  await sendPush(after.integration(), { title: 'After the break' });
  await rowsOf(page).getByText('After the break').waitFor();
  expect(await rowsOf(page).allInnerTexts()).toEqual([
    expect.stringContaining('After'),
    expect.stringContaining('During'),
  ]);
});

browserTest.concurrent('lists the requests that arrived while it was disconnected', async ({ mock, open, expect }) => {
  await sendPush(mock.integration(), { title: 'Push 0' });
  const proxy = await InterruptibleProxy.to(mock.origin);
  const page = await open(proxy, { expectedErrors: UNREACHABLE });
  await rowsOf(page).getByText('Push 0').waitFor();
  await proxy.disconnect();
  await page.getByText('Disconnected, reconnecting').waitFor();
  await sendPushes(mock.integration(), 3);
  await proxy.reconnect();
  await rowsOf(page).getByText('Push 3').waitFor();
  await expect.poll(() => rowsOf(page).count()).toBe(4);
  await page.goto(mock.origin);
  await proxy[Symbol.asyncDispose]();
});

browserTest.concurrent('clears the list with the journal', async ({ mock, open }) => {
  await sendPush(mock.integration(), { title: 'Soon gone' });
  const page = await open(mock);
  await rowsOf(page).getByText('Soon gone').waitFor();
  await page.getByRole('button', { name: 'Clear journal' }).click();
  await requestList(page).getByText('No matching requests').waitFor();
  expect((await mock.integration().requests()).requests).toEqual([]);
});

browserTest.concurrent(
  'renders few elements for ten thousand requests, and the keys reach both ends',
  async ({ start, open }) => {
    const mock = await start({ rateLimit: 'off' });
    await sendPushes(mock.integration(), 10_000);
    const page = await open(mock);
    await requestList(page).getByText('10,000 requests shown').waitFor();
    const rows = rowsOf(page);
    const list = page.getByRole('listbox');
    await list.focus();
    await page.keyboard.press('End');
    await page.getByRole('option', { selected: true }).and(page.locator('[aria-posinset="10000"]')).waitFor();
    expect(await rows.count()).toBeLessThan(200);
    await page.getByRole('heading', { name: 'Request shop-1', exact: true }).waitFor();
    await page.keyboard.press('Home');
    await page.getByRole('option', { selected: true }).and(page.locator('[aria-posinset="1"]')).waitFor();
    await page.getByRole('heading', { name: 'Request shop-10000', exact: true }).waitFor();
    expect(await page.locator('*').count()).toBeLessThan(1_500);
  },
);
