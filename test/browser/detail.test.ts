import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { browserTest } from './browser-test.js';
import { rowsOf, selectRequest } from './request-list.js';
import { pushBody, sendPush } from './send-push.js';

browserTest.concurrent('shows the selected request and its answer', async ({ mock, open, expect }) => {
  await sendPush(mock.integration(), '{"userIds":["79991234567"],"message":{"title":"No summary"}}', {
    'x-shop': 'north',
  });
  const page = await open(mock);
  await selectRequest(page, 'No summary');
  const received = page.getByRole('region', { name: 'Received request' });
  const answer = page.getByRole('region', { name: 'Answer' }).first();
  await received.getByText('POST /shop/push').first().waitFor();
  await received.getByText('Headers').click();
  await received.getByText('x-shop', { exact: true }).waitFor();
  expect(await received.getByRole('region', { name: 'Body' }).innerText()).toContain('"title": "No summary"');
  expect(await answer.innerText()).toMatch(/HTTP 400[\s\S]*"message"[\s\S]*summary/);
});

browserTest.concurrent('marks faults and advisories in the list', async ({ mock, open }) => {
  const shop = mock.integration();
  await shop.fail('extra-keys');
  await sendPush(shop, { userIds: [] });
  const page = await open(mock);
  await rowsOf(page).getByText('fault: extra-keys · 1 advisory', { exact: true }).waitFor();
});

/** Quotes, dollars and backslashes; several lines and other alphabets; not JSON. */
const BODIES = [
  pushBody({ title: `It's "$HOME" \`id\` \\ $(id) !!`, summary: '%s %n' }),
  pushBody({ title: 'Заказ 🚚', summary: 'one\ntwo\ttab \u202e' }),
  "{'userIds': @/etc/hostname",
];

browserTest.concurrent('copies a request as a curl command that repeats it', async ({ mock, open, expect }) => {
  const shop = mock.integration();
  for (const body of BODIES) await sendPush(shop, body);
  const page = await open(mock, { at: '/shop/requests/shop-1' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: mock.origin });
  for (const [index] of BODIES.entries()) {
    await page.evaluate((id) => location.assign(`#/shop/requests/${id}`), `shop-${index + 1}`);
    await page.getByRole('heading', { name: `Request shop-${index + 1}` }).waitFor();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByText('Copied').waitFor();
    await promisify(execFile)('sh', ['-c', await copied()]);
  }
  const { requests } = await shop.requests();
  const repeatable = requests.map(({ method, path, body, response }) => ({ method, path, body, response }));
  expect(repeatable.slice(BODIES.length)).toEqual(repeatable.slice(0, BODIES.length));
  expect(repeatable).toHaveLength(2 * BODIES.length);
});

browserTest.concurrent('shows title and summary as lock screens do', async ({ mock, open }) => {
  await sendPush(mock.integration(), { title: 'Parcel waits', summary: 'Until the evening' });
  const page = await open(mock, { at: '/shop/requests/shop-1' });
  for (const system of ['iOS', 'Android']) {
    const screen = page.getByRole('region', { name: 'Lock screen', exact: true }).getByLabel(`${system} lock screen`);
    await screen.getByText('Parcel waits').first().waitFor();
    await screen.getByText('Until the evening').first().waitFor();
  }
});

browserTest.concurrent('says where the selected request is no longer in the journal', async ({ mock, open }) => {
  await sendPush(mock.integration());
  const page = await open(mock, { at: '/shop/requests/shop-7', expectedErrors: /404/ });
  await page.getByText('This request is no longer in the journal').waitFor();
});

browserTest.concurrent(
  'the URL names the request, and Back returns to the previous one',
  async ({ mock, open, expect }) => {
    await sendPush(mock.integration(), { title: 'First' });
    await sendPush(mock.integration(), { title: 'Second' });
    const page = await open(mock);
    await selectRequest(page, 'First');
    await page.getByRole('heading', { name: 'Request shop-1' }).waitFor();
    expect(page.url()).toBe(`${mock.origin}/#/shop/requests/shop-1`);
    await selectRequest(page, 'Second');
    await page.getByRole('heading', { name: 'Request shop-2' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Request shop-1' }).waitFor();
  },
);
