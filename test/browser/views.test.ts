import { browserTest } from './browser-test.js';
import { rowsOf } from './request-list.js';
import { sendPush, sendPushes } from './send-push.js';

browserTest.concurrent(
  'the inbox shows a customer’s notifications, without the id in the URL',
  async ({ mock, openPage, expect }) => {
    await sendPush(mock.integration(), {
      userIds: ['79991234567', 'anna'],
      title: 'For Anna',
      summary: 'and one more',
    });
    await sendPush(mock.integration(), { userIds: ['79991234567'], title: 'Not for Anna' });
    const { page } = await openPage(mock, { at: '/shop/inbox' });
    await page.getByLabel('Customer ID').fill('79991234567');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('2 notifications').waitFor();
    await page.getByText('Not for Anna').first().waitFor();
    await page.getByLabel('Customer ID').fill('anna');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('1 notification').waitFor();
    await page.getByText('For Anna', { exact: true }).first().waitFor();
    expect(await page.getByText('Not for Anna').count()).toBe(0);
    expect(page.url()).toBe(`${mock.origin}/#/shop/inbox`);
  },
);

browserTest.concurrent('the timeline has a text alternative', async ({ mock, open, expect }) => {
  await sendPushes(mock.integration(), 12);
  const page = await open(mock);
  const timeline = page.getByRole('region', { name: 'Requests over time' });
  await timeline.getByRole('img', { name: /^12 requests from .* to / }).waitFor();
  expect(await timeline.getByRole('list', { name: 'Outcomes' }).innerText()).toMatch(
    /10 accepted[\s\S]*2 rate limited/,
  );
  await timeline.getByText('Show as table').click();
  await timeline.getByRole('table').getByText(/12|10/).first().waitFor();
});

browserTest.concurrent(
  'the fidelity table has every behaviour, and can be filtered by standing',
  async ({ mock, open, expect }) => {
    await sendPush(mock.integration());
    const page = await open(mock, { at: '/shop/fidelity' });
    const rows = page.getByRole('table').getByRole('row');
    const behaviours = await mock.fidelity();
    await expect.poll(() => rows.count()).toBe(behaviours.length + 1);
    const assumed = behaviours.filter(({ standing }) => standing === 'assumed').length;
    await page.getByRole('radio', { name: `assumed (${assumed})` }).check();
    await expect.poll(() => rows.count()).toBe(assumed + 1);
    await page.getByRole('button', { name: 'Requests', exact: true }).click();
    await rowsOf(page).first().waitFor();
  },
);
