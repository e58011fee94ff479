import { browserTest } from './browser-test.js';
import { requestList } from './request-list.js';
import { sendPush } from './send-push.js';

const MAX_BODY = 1024;
const LARGE = { userIds: ['boris'], summary: 'x'.repeat(MAX_BODY) };

/** Notes in the filtered list and in an inbox, by number of truncated bodies. */
const NOTES = [
  {
    locale: 'en-GB',
    words: { userId: 'Customer ID', show: 'Show', empty: 'This customer has received nothing.' },
    texts: [
      {
        truncated: 1,
        inList: '1 truncated request may also match',
        inInbox: '(1 truncated push may have reached this customer too)',
      },
      {
        truncated: 2,
        inList: '2 truncated requests may also match',
        inInbox: '(2 truncated pushes may have reached this customer too)',
      },
    ],
  },
  {
    locale: 'ru-RU',
    words: { userId: 'ID клиента', show: 'Показать', empty: 'Этот клиент ничего не получил.' },
    texts: [
      {
        truncated: 1,
        inList: '1 запрос сохранён не полностью и тоже может подойти',
        inInbox: '(1 пуш сохранён не полностью; неизвестно, получил ли его этот клиент)',
      },
      {
        truncated: 2,
        inList: '2 запроса сохранены не полностью и тоже могут подойти',
        inInbox: '(2 пуша сохранены не полностью; неизвестно, получил ли их этот клиент)',
      },
      {
        truncated: 5,
        inList: '5 запросов сохранены не полностью и тоже могут подойти',
        inInbox: '(5 пушей сохранены не полностью; неизвестно, получил ли их этот клиент)',
      },
    ],
  },
];

browserTest.concurrent.for(NOTES)(
  'shows how many truncated requests may be missing, $locale',
  async ({ locale, words, texts }, { start, open, expect }) => {
    const mock = await start({ rateLimit: 'off', journalBodyMax: MAX_BODY });
    await sendPush(mock.integration(), { userIds: ['boris'] });
    const list = requestList(await open(mock, { locale }));
    await list.getByLabel(words.userId).fill('anna');
    const inbox = await open(mock, { locale, at: '/shop/inbox' });
    await inbox.getByLabel(words.userId).fill('anna');
    await inbox.getByRole('button', { name: words.show, exact: true }).click();
    await inbox.getByText(words.empty).waitFor();
    let sent = 0;
    for (const { truncated, inList, inInbox } of texts) {
      for (; sent < truncated; sent += 1) await sendPush(mock.integration(), LARGE);
      await list.getByText(inList, { exact: true }).waitFor();
      await inbox.getByText(inInbox, { exact: true }).waitFor();
      // The page cannot know that the inbox is empty.
      expect(await inbox.getByText(words.empty).count()).toBe(0);
    }
  },
);
