import { browserTest } from './browser-test.js';
import { requestList } from './request-list.js';
import { sendPush } from './send-push.js';

const MAX_BODY = 1024;
const LARGE = { userIds: ['boris'], summary: 'x'.repeat(MAX_BODY) };

const LANGUAGES = [
  {
    locale: 'en-GB',
    words: { userId: 'Customer ID', show: 'Show', empty: 'This customer has received nothing.' },
    /** Notes below the filtered list, by number of truncated bodies. */
    notes: [
      { truncated: 1, note: '1 truncated request may also match' },
      { truncated: 2, note: '2 truncated requests may also match' },
    ],
  },
  {
    locale: 'ru-RU',
    words: { userId: 'ID клиента', show: 'Показать', empty: 'Этот клиент ничего не получил.' },
    notes: [
      { truncated: 1, note: '1 запрос сохранён не полностью и тоже может подойти' },
      { truncated: 2, note: '2 запроса сохранены не полностью и тоже могут подойти' },
      { truncated: 5, note: '5 запросов сохранены не полностью и тоже могут подойти' },
    ],
  },
];

browserTest.concurrent.for(LANGUAGES)(
  'shows how many truncated requests the list may miss, and misses none in the inbox, $locale',
  async ({ locale, words, notes }, { start, open, expect }) => {
    const mock = await start({ rateLimit: 'off', journalBodyMax: MAX_BODY });
    await sendPush(mock.integration(), { userIds: ['boris'] });
    const list = requestList(await open(mock, { locale }));
    await list.getByLabel(words.userId).fill('anna');
    const inbox = await open(mock, { locale, at: '/shop/inbox' });
    await inbox.getByLabel(words.userId).fill('anna');
    await inbox.getByRole('button', { name: words.show, exact: true }).click();
    await inbox.getByText(words.empty).waitFor();
    let sent = 0;
    for (const { truncated, note } of notes) {
      for (; sent < truncated; sent += 1) await sendPush(mock.integration(), LARGE);
      await list.getByText(note, { exact: true }).waitFor();
      expect(await inbox.getByText(words.empty).count()).toBe(1);
    }
    await inbox.getByLabel(words.userId).fill('boris');
    await inbox.getByRole('button', { name: words.show, exact: true }).click();
    await expect.poll(() => inbox.locator('.notification-centre > li').count()).toBe(sent + 1);
  },
);
