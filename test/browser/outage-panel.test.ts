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

const RULES = [
  { choices: { type: 'hang', when: 'nth' }, fields: { n: '2' }, rule: { fault: { type: 'hang' }, when: { nth: 2 } } },
  {
    choices: { type: 'status', body: 'html', when: 'every' },
    fields: { status: '502', retryAfter: '7', n: '3', times: '' },
    rule: { fault: { type: 'status', status: 502, body: 'html', retryAfter: 7 }, when: { every: 3 } },
  },
  {
    choices: { type: 'latency', shape: 'log-normal', when: 'probability' },
    fields: { medianMs: '20', sigma: '0.5', probability: '0.1', times: '4' },
    rule: { fault: { type: 'latency', medianMs: 20, sigma: 0.5 }, when: { probability: 0.1 }, times: 4 },
  },
  {
    choices: { type: 'redirect', when: 'always' },
    fields: { location: ' /moved ', times: '1' },
    rule: { fault: { type: 'redirect', location: '/moved' }, times: 1 },
  },
];

browserTest.concurrent('the form describes faults with their fields and conditions', async ({ mock, open, expect }) => {
  const shop = mock.integration();
  await sendPush(shop);
  const page = await open(mock);
  await page.getByText('Single faults').first().click();
  const field = (name: string) => page.locator(`form [name="${name}"]`);
  for (const { choices, fields, rule } of RULES) {
    for (const [name, value] of Object.entries(choices)) await field(name).selectOption(value);
    for (const [name, value] of Object.entries(fields)) await field(name).fill(value);
    await page.getByRole('button', { name: 'Add fault' }).click();
    await expect.poll(async () => (await shop.faults()).at(-1)).toEqual({ id: expect.any(String), hits: 0, ...rule });
  }
});

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
