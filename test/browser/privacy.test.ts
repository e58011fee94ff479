import { inBrowser } from './in-browser.js';
import { send } from './pushes.js';
import { rowsOf } from './request-list.js';

const PHONE = '79991234567';

inBrowser.concurrent('masks ids of customers everywhere until it is told not to', async ({ mock, open, expect }) => {
  const title = `Call +7 (999) 123-45-67, ${PHONE}`;
  await send(mock.integration(), { userIds: [PHONE], title, summary: PHONE, deeplink: `app://${PHONE}` });
  const page = await open(mock);
  await rowsOf(page).first().click();
  await page.getByRole('region', { name: 'What came in' }).waitFor();
  const markup = () => page.evaluate(() => document.documentElement.outerHTML);
  expect(await markup()).not.toMatch(/9991234567|123-45-67/);
  expect(page.url()).not.toContain(PHONE);
  await page.getByLabel('Show ids in full').check();
  await expect.poll(markup).toContain(PHONE);
  expect(page.url()).not.toContain(PHONE);
  // Each visit asks anew.
  await page.reload();
  await page.getByRole('region', { name: 'What came in' }).waitFor();
  expect(await markup()).not.toContain(PHONE);
});

inBrowser.concurrent(
  'asks for the admin token until it is right, and keeps it in no address',
  async ({ start, visit, expect }) => {
    const mock = await start({ adminToken: 'open-sesame-1234' });
    await send(mock.integration(), { title: 'Behind the door' });
    const { page, requests } = await visit(mock, { expects: /401/ });
    const dialog = page.getByRole('dialog', { name: 'Admin token' });
    for (const given of ['wrong-token-1234', 'open-sesame-1234']) {
      await dialog.getByLabel('Token').fill(given);
      await dialog.getByRole('button', { name: 'Open' }).click();
      await dialog.waitFor({ state: 'hidden' });
      if (given.startsWith('wrong')) await dialog.waitFor();
    }
    await rowsOf(page).getByText('Behind the door').waitFor();
    await page.reload();
    await rowsOf(page).getByText('Behind the door').waitFor();
    const addresses = [page.url(), ...requests.map((request) => request.url())];
    expect(addresses.filter((address) => /sesame|wrong/.test(address))).toEqual([]);
  },
);
