import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inBrowser } from './in-browser.js';
import { bodyOf, send } from './pushes.js';
import { choose } from './request-list.js';

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

const BODIES = [
  {
    what: 'quotes, dollars and backslashes',
    body: bodyOf({ title: `It's "$HOME" \`id\` \\ $(id) !!`, summary: '%s %n' }),
  },
  { what: 'several lines and other alphabets', body: bodyOf({ title: 'Заказ 🚚', summary: 'one\ntwo\ttab \u202e' }) },
  { what: 'no JSON', body: "{'userIds': @/etc/hostname" },
];

inBrowser.concurrent.for(BODIES)(
  'copies a request with $what as a command that sends it again',
  async (sent, { mock, open, expect }) => {
    const shop = mock.integration();
    await send(shop, sent.body);
    const page = await open(mock, { at: '/shop/requests/shop-1' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: mock.origin });
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByText('Copied').waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    await promisify(execFile)('sh', ['-c', command]);
    const { requests } = await shop.requests();
    const [first, again] = requests.map(({ method, path, body, status, response }) => ({
      method,
      path,
      body,
      status,
      response,
    }));
    expect(again).toEqual(first);
  },
);

inBrowser.concurrent('shows the push as a lock screen does', async ({ mock, open }) => {
  await send(mock.integration(), { title: 'Parcel waits', summary: 'Until the evening' });
  const page = await open(mock, { at: '/shop/requests/shop-1' });
  const screen = page.getByRole('region', { name: 'Lock screen' });
  await screen.getByText('Parcel waits').first().waitFor();
});

inBrowser.todo('shows the summary too as a lock screen does');

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
