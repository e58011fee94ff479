import type { Locator, Page } from 'playwright-core';
import { browserTest } from './browser-test.js';
import { requestList, rowsOf } from './request-list.js';
import { sendPush } from './send-push.js';

const FILTERS = [
  { apply: (page: Page) => combobox(page, 'Outcome').selectOption('bad-request'), expected: ['Bad'] },
  { apply: (page: Page) => combobox(page, 'Status').selectOption('503'), expected: ['Down'] },
  { apply: (page: Page) => requestList(page).getByLabel('Customer ID').fill('anna'), expected: ['Both', 'Anna'] },
  { apply: (page: Page) => requestList(page).getByLabel('Text').fill('COURIER'), expected: ['Anna'] },
  {
    apply: async (page: Page) => {
      await combobox(page, 'Outcome').selectOption('accepted');
      await requestList(page).getByLabel('Customer ID').fill('boris');
    },
    expected: ['Both'],
  },
];

browserTest.concurrent('filters the list by outcome, status, user id and text', async ({ mock, open, expect }) => {
  const shop = mock.integration();
  await sendPush(shop, { title: 'Anna', userIds: ['anna'], summary: 'The courier is near' });
  await sendPush(shop, { title: 'Bad', userIds: ['boris'], summary: '' });
  await sendPush(shop, { title: 'Both', userIds: ['anna', 'boris'] });
  await shop.fail({ type: 'status', status: 503 }, { first: 1 });
  await sendPush(shop, { title: 'Down', userIds: ['vera'] });
  const page = await open(mock);
  const shown = async () => {
    const texts = await rowsOf(page).allInnerTexts();
    return texts.map((text) => /Anna|Bad|Both|Down|Later/.exec(text)?.[0]);
  };
  for (const { apply, expected } of FILTERS) {
    await expect.poll(shown).toEqual(['Down', 'Both', 'Bad', 'Anna']);
    await apply(page);
    await expect.poll(shown).toEqual(expected);
    await requestList(page).getByRole('button', { name: 'Clear filter' }).click();
  }
});

browserTest.concurrent('a filter applies to later requests too', async ({ mock, open, expect }) => {
  const shop = mock.integration();
  await sendPush(shop, { title: 'First', userIds: ['anna'] });
  const page = await open(mock);
  await requestList(page).getByLabel('Customer ID').fill('anna');
  await sendPush(shop, { title: 'Other', userIds: ['boris'] });
  await sendPush(shop, { title: 'Second', userIds: ['anna'] });
  await rowsOf(page).getByText('Second').waitFor();
  expect(await rowsOf(page).count()).toBe(2);
});

function combobox(page: Page, name: string): Locator {
  return requestList(page).getByRole('combobox', { name });
}
