import { inBrowser } from './in-browser.js';
import { send, sendMany } from './pushes.js';
import { rowsOf } from './request-list.js';

inBrowser.concurrent(
  'the inbox shows what a customer got, for an id that stays out of the address',
  async ({ mock, visit, expect }) => {
    await send(mock.integration(), { userIds: ['79991234567', 'anna'], title: 'For Anna', summary: 'and one more' });
    await send(mock.integration(), { userIds: ['79991234567'], title: 'Not for Anna' });
    const { page } = await visit(mock, { at: '/shop/inbox' });
    await page.getByLabel('Customer id').fill('79991234567');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('2 notifications').waitFor();
    await page.getByText('Not for Anna').first().waitFor();
    await page.getByLabel('Customer id').fill('anna');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('1 notification').waitFor();
    await page.getByText('For Anna', { exact: true }).first().waitFor();
    expect(await page.getByText('Not for Anna').count()).toBe(0);
    expect(page.url()).toBe(`${mock.origin}/#/shop/inbox`);
  },
);

inBrowser.concurrent('the timeline says in words what it draws', async ({ mock, open, expect }) => {
  await sendMany(mock.integration(), 12);
  const page = await open(mock);
  const timeline = page.getByRole('region', { name: 'Requests over time' });
  await timeline.getByRole('img', { name: /^12 requests from .* to / }).waitFor();
  expect(await timeline.getByRole('list', { name: 'Outcomes' }).innerText()).toMatch(
    /10 accepted[\s\S]*2 rate limited/,
  );
  await timeline.getByText('As a table').click();
  await timeline.getByRole('table').getByText(/12|10/).first().waitFor();
});

inBrowser.concurrent(
  'the fidelity table has every behaviour, and narrows by standing',
  async ({ mock, open, expect }) => {
    await send(mock.integration());
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
