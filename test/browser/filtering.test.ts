import type { Locator, Page } from 'playwright-core';
import { inBrowser } from './in-browser.js';
import { send } from './pushes.js';
import { requestList, rowsOf } from './request-list.js';

const FILTERS = [
  { narrow: (page: Page) => combobox(page, 'Outcome').selectOption('bad-request'), leaves: ['Bad'] },
  { narrow: (page: Page) => combobox(page, 'Status').selectOption('503'), leaves: ['Down'] },
  { narrow: (page: Page) => requestList(page).getByLabel('Customer id').fill('anna'), leaves: ['Both', 'Anna'] },
  { narrow: (page: Page) => requestList(page).getByLabel('Text').fill('COURIER'), leaves: ['Anna'] },
  {
    narrow: async (page: Page) => {
      await combobox(page, 'Outcome').selectOption('accepted');
      await requestList(page).getByLabel('Customer id').fill('boris');
    },
    leaves: ['Both'],
  },
];

inBrowser.concurrent('narrows the list by outcome, status, user id and text', async ({ mock, open, expect }) => {
  const shop = mock.integration();
  await send(shop, { title: 'Anna', userIds: ['anna'], summary: 'The courier is near' });
  await send(shop, { title: 'Bad', userIds: ['boris'], summary: '' });
  await send(shop, { title: 'Both', userIds: ['anna', 'boris'] });
  await shop.fail({ type: 'status', status: 503 }, { first: 1 });
  await send(shop, { title: 'Down', userIds: ['vera'] });
  const page = await open(mock);
  const shown = async () => {
    const texts = await rowsOf(page).allInnerTexts();
    return texts.map((text) => /Anna|Bad|Both|Down|Later/.exec(text)?.[0]);
  };
  for (const { narrow, leaves } of FILTERS) {
    await expect.poll(shown).toEqual(['Down', 'Both', 'Bad', 'Anna']);
    await narrow(page);
    await expect.poll(shown).toEqual(leaves);
    await requestList(page).getByRole('button', { name: 'Clear the filter' }).click();
  }
});

inBrowser.concurrent('a filter holds for what comes in later too', async ({ mock, open, expect }) => {
  const shop = mock.integration();
  await send(shop, { title: 'First', userIds: ['anna'] });
  const page = await open(mock);
  await requestList(page).getByLabel('Customer id').fill('anna');
  await send(shop, { title: 'Other', userIds: ['boris'] });
  await send(shop, { title: 'Second', userIds: ['anna'] });
  await rowsOf(page).getByText('Second').waitFor();
  expect(await rowsOf(page).count()).toBe(2);
});

function combobox(page: Page, name: string): Locator {
  return requestList(page).getByRole('combobox', { name });
}
