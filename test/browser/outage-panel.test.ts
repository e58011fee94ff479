import { browserTest } from './browser-test.js';
import { rowsOf, selectRequest } from './request-list.js';
import { sendPush } from './send-push.js';

browserTest.concurrent(
  'shows the rest of the limit, which advancing the clock frees',
  async ({ mock, open, expect }) => {
    const shop = mock.integration();
    for (let sent = 0; sent < 11; sent += 1) await sendPush(shop);
    const page = await open(mock);
    await rowsOf(page).getByText('429 rate limited').waitFor();
    const gauge = page.getByRole('meter', { name: 'Rate limit' });
    const left = () => gauge.getAttribute('aria-valuetext');
    await expect.poll(left).toMatch(/^0 of 10 left/);
    await page.getByRole('button', { name: 'Advance by 1 min' }).click();
    await expect.poll(left).toMatch(/^10 of 10 left/);
    expect((await sendPush(shop)).status).toBe(200);
    await expect.poll(left).toMatch(/^9 of 10 left/);
  },
);

browserTest.concurrent(
  'the availability switch changes the next answer, and shows changes made elsewhere',
  async ({ mock, open, expect }) => {
    const shop = mock.integration();
    await sendPush(shop);
    const page = await open(mock);
    const available = page.getByRole('switch', { name: 'Integration available' });
    await available.click();
    await page.getByText('The integration is unavailable.').waitFor();
    expect((await sendPush(shop)).body).toContain('Integration is unavailable');
    await page.getByRole('button', { name: 'shop 2 requests unavailable' }).waitFor();
    await shop.patch({ available: true });
    await expect.poll(() => available.isChecked()).toBe(true);
    expect((await sendPush(shop)).body).toBe('{"success":true}');
  },
);

browserTest.concurrent(
  'a fault can be added, hits, is listed with its hits, and can be removed',
  async ({ mock, open, expect }) => {
    const shop = mock.integration();
    await sendPush(shop);
    const page = await open(mock);
    const form = page
      .getByRole('form', { name: 'Single faults' })
      .or(page.getByRole('group', { name: 'Single faults' }));
    await page.getByText('Single faults').first().click();
    await form.getByRole('combobox', { name: 'Fault' }).selectOption('status');
    await form.getByLabel('HTTP status').fill('502');
    await form.getByRole('button', { name: 'Add fault' }).click();
    await page.getByRole('button', { name: /^Remove: Status 502/ }).waitFor();
    expect((await sendPush(shop)).status).toBe(502);
    await page.getByText('1 hit').waitFor();
    await page.getByRole('button', { name: /^Remove: Status 502/ }).click();
    await expect.poll(() => shop.faults()).toEqual([]);
  },
);

browserTest.concurrent('a scenario starts and stops', async ({ mock, open, expect }) => {
  const shop = mock.integration();
  await sendPush(shop);
  const page = await open(mock);
  await page.getByText('Outage scenario').first().click();
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('maintenance');
  await page.getByRole('button', { name: 'Start scenario' }).click();
  await expect.poll(async () => (await shop.scenario()).scenario?.name).toBe('maintenance');
  await page.getByRole('button', { name: 'Stop scenario' }).click();
  await expect.poll(async () => (await shop.scenario()).scenario).toBe(null);
});

browserTest.concurrent('the mock is reset only after a confirmation', async ({ mock, open, expect }) => {
  await sendPush(mock.integration(), { title: 'Soon gone' });
  const page = await open(mock);
  for (const button of ['Cancel', 'Reset everything']) {
    await rowsOf(page).getByText('Soon gone').waitFor();
    await page.getByRole('button', { name: 'Reset everything…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: button }).click();
  }
  await page.getByText('No matching requests').waitFor();
  // A call of the page that was in flight may have created the integration again.
  expect((await mock.integrations()).filter(({ counters }) => counters.requests > 0)).toEqual([]);
});

browserTest.concurrent('the selected request stays selected while new ones arrive', async ({ mock, open, expect }) => {
  await sendPush(mock.integration(), { title: 'Selected' });
  const page = await open(mock);
  await selectRequest(page, 'Selected');
  await sendPush(mock.integration(), { title: 'Newer' });
  await rowsOf(page).getByText('Newer').waitFor();
  expect(
    await rowsOf(page)
      .and(page.getByRole('option', { selected: true }))
      .innerText(),
  ).toContain('Selected');
});
