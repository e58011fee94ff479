import { expect } from 'vitest';
import { CuttableLine } from './cuttable-line.js';
import { inBrowser } from './in-browser.js';
import { send, sendMany } from './pushes.js';
import { requestList, rowsOf } from './request-list.js';

/** What the browser says of a mock that is gone. */
const UNREACHABLE = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/;

inBrowser.concurrent('shows a push as it comes, and the integration it came to', async ({ mock, open }) => {
  const page = await open(mock);
  await page.getByText('No request has come yet').waitFor();
  await page.getByRole('status').getByText('Live').waitFor();
  await send(mock.integration('shop'), { title: 'Parcel waits' });
  await rowsOf(page).getByText('Parcel waits').waitFor();
  await page.getByRole('button', { name: 'shop 1 request' }).waitFor();
});

inBrowser.concurrent('follows one integration at a time, the one that is chosen', async ({ mock, open, expect }) => {
  await send(mock.integration('north'), { title: 'From the north' });
  await send(mock.integration('south'), { title: 'From the south' });
  const page = await open(mock);
  await rowsOf(page).getByText('From the south').waitFor();
  await page.getByRole('button', { name: 'north' }).click();
  await rowsOf(page).getByText('From the north').waitFor();
  await send(mock.integration('south'), { title: 'South again' });
  await send(mock.integration('north'), { title: 'North again' });
  await rowsOf(page).getByText('North again').waitFor();
  await expect.poll(() => rowsOf(page).count()).toBe(2);
});

inBrowser.concurrent(
  'a request that waits is listed, and completed when it ends among many',
  async ({ mock, open, expect }) => {
    const shop = mock.integration();
    await shop.patch({ rateLimit: null });
    await shop.fail({ type: 'latency', ms: 60_000 }, { times: 1 });
    const waiting = send(shop, { title: 'Waits' });
    const page = await open(mock);
    const pending = rowsOf(page).getByText('pending');
    await pending.waitFor();
    await Promise.all([shop.clock({ advanceMs: 60_000 }), waiting, sendMany(shop, 50)]);
    await expect.poll(() => rowsOf(page).count()).toBeGreaterThan(10);
    await expect.poll(() => pending.count()).toBe(0);
  },
);

inBrowser.concurrent('goes on after a break with the mock that answers then', async ({ start, open }) => {
  const before = await start();
  await send(before.integration(), { title: 'Before the break' });
  const page = await open(before, { at: '/shop/requests/shop-1', expects: UNREACHABLE });
  const phones = page.getByRole('region', { name: 'Lock screen', exact: true });
  await phones.getByText('Before the break').first().waitFor();
  await before.close();
  await page.getByText('No answer from the mock').waitFor();

  const after = await start({ port: Number(new URL(before.origin).port) });
  // It came while the page was away, or so soon that the page may have been.
  await send(after.integration(), { title: 'During the break' });
  await page.getByRole('status').getByText('Live').waitFor();
  await rowsOf(page).getByText('During the break').waitFor();
  // Its ids begin anew, and so does what is chosen.
  await phones.getByText('During the break').first().waitFor();
  await send(after.integration(), { title: 'After the break' });
  await rowsOf(page).getByText('After the break').waitFor();
  expect(await rowsOf(page).allInnerTexts()).toEqual([
    expect.stringContaining('After'),
    expect.stringContaining('During'),
  ]);
});

inBrowser.concurrent('misses nothing that came while the connection was lost', async ({ mock, open, expect }) => {
  await send(mock.integration(), { title: 'Push 0' });
  const line = await CuttableLine.to(mock.origin);
  const page = await open(line, { expects: UNREACHABLE });
  await rowsOf(page).getByText('Push 0').waitFor();
  await line.cut();
  await page.getByText('No answer from the mock').waitFor();
  await sendMany(mock.integration(), 3);
  await line.mend();
  await rowsOf(page).getByText('Push 3').waitFor();
  await expect.poll(() => rowsOf(page).count()).toBe(4);
  await page.goto(mock.origin);
  await line[Symbol.asyncDispose]();
});

inBrowser.concurrent('forgets what is no longer in the journal', async ({ mock, open }) => {
  await send(mock.integration(), { title: 'Soon gone' });
  const page = await open(mock);
  await rowsOf(page).getByText('Soon gone').waitFor();
  await page.getByRole('button', { name: 'Empty the journal' }).click();
  await requestList(page).getByText('Nothing here matches').waitFor();
  expect((await mock.integration().requests()).requests).toEqual([]);
});

inBrowser.concurrent(
  'lists ten thousand requests with few elements, and the keys reach both ends',
  async ({ start, open }) => {
    const mock = await start({ rateLimit: 'off' });
    await sendMany(mock.integration(), 10_000);
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
