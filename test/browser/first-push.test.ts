import { browserTest } from './browser-test.js';

const PATHS = [
  { path: '/push', expected: '/push' },
  { path: '/:slug', expected: '/shop' },
  { path: '/v2/:slug/push.php', expected: '/v2/shop/push.php' },
];

browserTest.concurrent.for(PATHS)(
  'shows the URL for the first push with the path $path',
  async ({ path, expected }, { start, open, expect }) => {
    const mock = await start({ path });
    const page = await open(mock);
    await page.getByText(`Send the first one to ${mock.origin}${expected}`, { exact: false }).waitFor();
    expect(`${mock.origin}${expected}`).toBe(mock.url());
  },
);

browserTest.concurrent(
  'shows the URL for the first push after the admin token was entered',
  async ({ start, open }) => {
    const mock = await start({ path: '/push', adminToken: 'open-sesame-1234' });
    const page = await open(mock, { expectedErrors: /401/ });
    const dialog = page.getByRole('dialog', { name: 'Admin token' });
    await dialog.getByLabel('Token').fill('open-sesame-1234');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await page.getByText(`Send the first one to ${mock.url()}`).waitFor();
  },
);
