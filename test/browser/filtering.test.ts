import type { Page } from 'playwright-core';
import { inBrowser } from './in-browser.js';
import { send } from './pushes.js';
import { requestList, rowsOf } from './request-list.js';

const FILTERS = [
  { by: 'outcome', narrow: (page: Page) => page.getByLabel('Outcome').selectOption('bad-request'), leaves: ['Bad'] },
  { by: 'status', narrow: (page: Page) => page.getByLabel('Status').selectOption('503'), leaves: ['Down'] },
  { by: 'user id', narrow: (page: Page) => page.getByLabel('Customer id').fill('anna'), leaves: ['Both', 'Anna'] },
  { by: 'a text in the push', narrow: (page: Page) => page.getByLabel('Text').fill('COURIER'), leaves: ['Anna'] },
  {
    by: 'outcome and user id together',
    narrow: async (page: Page) => {
      await page.getByLabel('Outcome').selectOption('accepted');
      await page.getByLabel('Customer id').fill('boris');
    },
    leaves: ['Both'],
  },
];

inBrowser.concurrent.for(FILTERS)(
  'narrows the list by $by, also for what comes in later',
  async (filter, { mock, open, expect }) => {
    const shop = mock.integration();
    await send(shop, { title: 'Anna', userIds: ['anna'], summary: 'The courier is near' });
    await send(shop, { title: 'Bad', userIds: ['boris'], summary: '' });
    await send(shop, { title: 'Both', userIds: ['anna', 'boris'] });
    const rule = await shop.fail({ type: 'status', status: 503 });
    await send(shop, { title: 'Down', userIds: ['vera'] });
    await shop.deleteFaults(rule.id);
    const page = await open(mock);
    const shown = async () => {
      const texts = await rowsOf(page).allInnerTexts();
      return texts.map((text) => /Anna|Bad|Both|Down|Later/.exec(text)?.[0]);
    };
    await expect.poll(shown).toEqual(['Down', 'Both', 'Bad', 'Anna']);
    await filter.narrow(page);
    await expect.poll(shown).toEqual(filter.leaves);
    await send(shop, { title: 'Later', userIds: ['vera'] });
    await page.getByRole('button', { name: 'shop 5 requests' }).waitFor();
    await expect.poll(shown).toEqual(filter.leaves);
    await requestList(page).getByRole('button', { name: 'Clear the filter' }).click();
    await expect.poll(shown).toEqual(['Later', 'Down', 'Both', 'Bad', 'Anna']);
  },
);
