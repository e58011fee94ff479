import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inBrowser } from './in-browser.js';
import { bodyOf, send } from './pushes.js';
import { choose, rowsOf } from './request-list.js';

inBrowser.concurrent(
  'shows the chosen request whole: what came in, and what was answered',
  async ({ mock, open, expect }) => {
    await send(mock.integration(), '{"userIds":["79991234567"],"message":{"title":"No summary"}}', {
      'x-shop': 'north',
    });
    const page = await open(mock);
    await choose(page, 'No summary');
    const cameIn = page.getByRole('region', { name: 'What came in' });
    const answer = page.getByRole('region', { name: 'What the vendor answers' }).first();
    await cameIn.getByText('POST /shop/push').first().waitFor();
    await cameIn.getByText('Headers').click();
    await cameIn.getByText('x-shop', { exact: true }).waitFor();
    expect(await cameIn.getByRole('region', { name: 'Body' }).innerText()).toContain('"title": "No summary"');
    expect(await answer.innerText()).toMatch(/HTTP 400[\s\S]*"message"[\s\S]*summary/);
  },
);

inBrowser.concurrent('tells apart what is special about a request', async ({ mock, open }) => {
  const shop = mock.integration();
  await shop.fail('extra-keys');
  await send(shop, { userIds: [] });
  const page = await open(mock);
  await rowsOf(page).getByText('fault: extra-keys · 1 advisory', { exact: true }).waitFor();
});

/** Quotes, dollars and backslashes; several lines and other alphabets; no JSON. */
const BODIES = [
  bodyOf({ title: `It's "$HOME" \`id\` \\ $(id) !!`, summary: '%s %n' }),
  bodyOf({ title: 'Заказ 🚚', summary: 'one\ntwo\ttab \u202e' }),
  "{'userIds': @/etc/hostname",
];

inBrowser.concurrent('copies a request as a command that sends it again', async ({ mock, open, expect }) => {
  const shop = mock.integration();
  for (const body of BODIES) await send(shop, body);
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
  const essence = requests.map(({ method, path, body, response }) => ({ method, path, body, response }));
  expect(essence.slice(BODIES.length)).toEqual(essence.slice(0, BODIES.length));
  expect(essence).toHaveLength(2 * BODIES.length);
});

inBrowser.concurrent('shows title and summary as lock screens do', async ({ mock, open }) => {
  await send(mock.integration(), { title: 'Parcel waits', summary: 'Until the evening' });
  const page = await open(mock, { at: '/shop/requests/shop-1' });
  for (const system of ['iOS', 'Android']) {
    const screen = page
      .getByRole('region', { name: 'Lock screen', exact: true })
      .getByLabel(`Lock screen of ${system}`);
    await screen.getByText('Parcel waits').first().waitFor();
    await screen.getByText('Until the evening').first().waitFor();
  }
});

inBrowser.concurrent('says so when the chosen request is no longer kept', async ({ mock, open }) => {
  await send(mock.integration());
  const page = await open(mock, { at: '/shop/requests/shop-7', expects: /404/ });
  await page.getByText('The journal no longer has this request').waitFor();
});

inBrowser.concurrent(
  'the address names the request, and going back leads to the one before',
  async ({ mock, open, expect }) => {
    await send(mock.integration(), { title: 'First' });
    await send(mock.integration(), { title: 'Second' });
    const page = await open(mock);
    await choose(page, 'First');
    await page.getByRole('heading', { name: 'Request shop-1' }).waitFor();
    expect(page.url()).toBe(`${mock.origin}/#/shop/requests/shop-1`);
    await choose(page, 'Second');
    await page.getByRole('heading', { name: 'Request shop-2' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Request shop-1' }).waitFor();
  },
);
