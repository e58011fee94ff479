import { inBrowser } from './in-browser.js';
import { send } from './pushes.js';
import { choose, rowsOf } from './request-list.js';

inBrowser.concurrent(
  'shows how much of the limit is left, and frees it by moving the clock',
  async ({ mock, open, expect }) => {
    const shop = mock.integration();
    for (let sent = 0; sent < 11; sent += 1) await send(shop);
    const page = await open(mock);
    await rowsOf(page).getByText('429 rate limited').waitFor();
    const gauge = page.getByRole('meter', { name: 'Rate limit' });
    const left = () => gauge.getAttribute('aria-valuetext');
    await expect.poll(left).toMatch(/^0 of 10 left/);
    await page.getByRole('button', { name: 'Advance by 1 min' }).click();
    await expect.poll(left).toMatch(/^10 of 10 left/);
    expect((await send(shop)).status).toBe(200);
    await expect.poll(left).toMatch(/^9 of 10 left/);
  },
);

inBrowser.concurrent(
  'the outage switch changes the next answer, and shows what others switched',
  async ({ mock, open, expect }) => {
    const shop = mock.integration();
    await send(shop);
    const page = await open(mock);
    const available = page.getByRole('switch', { name: 'Integration available' });
    await available.click();
    await page.getByText('The integration is unavailable.').waitFor();
    expect((await send(shop)).body).toContain('Integration is unavailable');
    await page.getByRole('button', { name: 'shop 2 requests unavailable' }).waitFor();
    await shop.patch({ available: true });
    await expect.poll(() => available.isChecked()).toBe(true);
    expect((await send(shop)).body).toBe('{"success":true}');
  },
);

inBrowser.concurrent(
  'a fault that is added hits, is listed with its hits, and can be removed',
  async ({ mock, open, expect }) => {
    const shop = mock.integration();
    await send(shop);
    const page = await open(mock);
    const form = page
      .getByRole('form', { name: 'Single faults' })
      .or(page.getByRole('group', { name: 'Single faults' }));
    await page.getByText('Single faults').first().click();
    await form.getByRole('combobox', { name: 'Fault' }).selectOption('status');
    await form.getByLabel('HTTP status').fill('502');
    await form.getByRole('button', { name: 'Add fault' }).click();
    await page.getByRole('button', { name: /^Remove: Status 502/ }).waitFor();
    expect((await send(shop)).status).toBe(502);
    await page.getByText('1 hit').waitFor();
    await page.getByRole('button', { name: /^Remove: Status 502/ }).click();
    await expect.poll(() => shop.faults()).toEqual([]);
  },
);

inBrowser.concurrent('a scenario starts and stops', async ({ mock, open, expect }) => {
  const shop = mock.integration();
  await send(shop);
  const page = await open(mock);
  await page.getByText('Outage scenario').first().click();
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('maintenance');
  await page.getByRole('button', { name: 'Start scenario' }).click();
  await expect.poll(async () => (await shop.scenario()).scenario?.name).toBe('maintenance');
  await page.getByRole('button', { name: 'Stop scenario' }).click();
  await expect.poll(async () => (await shop.scenario()).scenario).toBe(null);
});

inBrowser.concurrent('everything is reset only when that is confirmed', async ({ mock, open, expect }) => {
  await send(mock.integration(), { title: 'Soon gone' });
  const page = await open(mock);
  for (const answer of ['Cancel', 'Reset everything']) {
    await rowsOf(page).getByText('Soon gone').waitFor();
    await page.getByRole('button', { name: 'Reset everything…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: answer }).click();
  }
  await page.getByText('Nothing here matches').waitFor();
  // A look of the page that was under way may have made the integration anew.
  expect((await mock.integrations()).filter(({ counters }) => counters.requests > 0)).toEqual([]);
});

inBrowser.concurrent('what was chosen stays chosen while requests come in', async ({ mock, open, expect }) => {
  await send(mock.integration(), { title: 'Chosen' });
  const page = await open(mock);
  await choose(page, 'Chosen');
  await send(mock.integration(), { title: 'Newer' });
  await rowsOf(page).getByText('Newer').waitFor();
  expect(
    await rowsOf(page)
      .and(page.getByRole('option', { selected: true }))
      .innerText(),
  ).toContain('Chosen');
});
