import { browserTest } from './browser-test.js';
import { rowsOf } from './request-list.js';
import { sendPush } from './send-push.js';

const PHONE = '79991234567';

browserTest.concurrent('masks customers’ ids everywhere until full ids are chosen', async ({ mock, open, expect }) => {
  const title = `Call +7 (999) 123-45-67, ${PHONE}`;
  await sendPush(mock.integration(), { userIds: [PHONE], title, summary: PHONE, deeplink: `app://${PHONE}` });
  const page = await open(mock);
  await rowsOf(page).first().click();
  await page.getByRole('region', { name: 'Received request' }).waitFor();
  const markup = () => page.evaluate(() => document.documentElement.outerHTML);
  expect(await markup()).not.toMatch(/9991234567|123-45-67/);
  expect(page.url()).not.toContain(PHONE);
  await page.getByLabel('Show full IDs').check();
  await expect.poll(markup).toContain(PHONE);
  expect(page.url()).not.toContain(PHONE);
  // A reload masks them again.
  await page.reload();
  await page.getByRole('region', { name: 'Received request' }).waitFor();
  expect(await markup()).not.toContain(PHONE);
});

browserTest.concurrent(
  'asks for the admin token until it is correct, and never puts it into a URL',
  async ({ start, openPage, expect }) => {
    const mock = await start({ adminToken: 'open-sesame-1234' });
    await sendPush(mock.integration(), { title: 'Protected push' });
    const { page, requests } = await openPage(mock, { expectedErrors: /401/ });
    const dialog = page.getByRole('dialog', { name: 'Admin token' });
    for (const token of ['wrong-token-1234', 'open-sesame-1234']) {
      await dialog.getByLabel('Token').fill(token);
      await dialog.getByRole('button', { name: 'Continue' }).click();
      await dialog.waitFor({ state: 'hidden' });
      if (token.startsWith('wrong')) await dialog.waitFor();
    }
    await rowsOf(page).getByText('Protected push').waitFor();
    await page.reload();
    await rowsOf(page).getByText('Protected push').waitFor();
    const urls = [page.url(), ...requests.map((request) => request.url())];
    expect(urls.filter((url) => /sesame|wrong/.test(url))).toEqual([]);
  },
);
