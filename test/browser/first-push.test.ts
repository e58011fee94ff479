import { inBrowser } from './in-browser.js';

const PATHS = [
  { path: '/push', is: '/push' },
  { path: '/:slug', is: '/shop' },
  { path: '/v2/:slug/push.php', is: '/v2/shop/push.php' },
];

inBrowser.concurrent.for(PATHS)(
  'says where the first push goes where the path is $path',
  async ({ path, is }, { start, open, expect }) => {
    const mock = await start({ path });
    const page = await open(mock);
    await page.getByText(`Send one to ${mock.origin}${is}`, { exact: false }).waitFor();
    expect(`${mock.origin}${is}`).toBe(mock.url());
  },
);

inBrowser.concurrent('says where the first push goes once the admin token was given', async ({ start, open }) => {
  const mock = await start({ path: '/push', adminToken: 'open-sesame-1234' });
  const page = await open(mock, { expects: /401/ });
  const dialog = page.getByRole('dialog', { name: 'Admin token' });
  await dialog.getByLabel('Token').fill('open-sesame-1234');
  await dialog.getByRole('button', { name: 'Open' }).click();
  await page.getByText(`Send one to ${mock.url()}`).waitFor();
});
