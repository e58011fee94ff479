import { inBrowser } from './in-browser.js';
import { send } from './pushes.js';
import { requestList } from './request-list.js';

const MAX_BODY = 1024;
const LARGE = { userIds: ['boris'], summary: 'x'.repeat(MAX_BODY) };

/** What is said in the list that is searched, and in an inbox, of so many requests. */
const SAID = [
  {
    locale: 'en-GB',
    words: { userId: 'Customer id', show: 'Show', empty: 'Nothing has reached this customer.' },
    texts: [
      {
        cut: 1,
        inList: '1 request is kept only in part; what is sought may be in it',
        inInbox: '(1 push is kept only in part; whether it reached this customer is not known)',
      },
      {
        cut: 2,
        inList: '2 requests are kept only in part; what is sought may be in them',
        inInbox: '(2 pushes are kept only in part; whether they reached this customer is not known)',
      },
    ],
  },
  {
    locale: 'ru-RU',
    words: { userId: 'Id клиента', show: 'Показать', empty: 'До этого клиента ничего не дошло.' },
    texts: [
      {
        cut: 1,
        inList: '1 запрос хранится не целиком: искомое может быть и в нём',
        inInbox: '(1 пуш хранится не целиком: дошёл ли он до этого клиента, неизвестно)',
      },
      {
        cut: 2,
        inList: '2 запроса хранятся не целиком: искомое может быть и в них',
        inInbox: '(2 пуша хранятся не целиком: дошли ли они до этого клиента, неизвестно)',
      },
      {
        cut: 5,
        inList: '5 запросов хранятся не целиком: искомое может быть и в них',
        inInbox: '(5 пушей хранятся не целиком: дошли ли они до этого клиента, неизвестно)',
      },
    ],
  },
];

inBrowser.concurrent.for(SAID)(
  'says how many requests may be missing because their bodies are cut, $locale',
  async ({ locale, words, texts }, { start, open, expect }) => {
    const mock = await start({ rateLimit: 'off', journalBodyMax: MAX_BODY });
    await send(mock.integration(), { userIds: ['boris'] });
    const list = requestList(await open(mock, { locale }));
    await list.getByLabel(words.userId).fill('anna');
    const inbox = await open(mock, { locale, at: '/shop/inbox' });
    await inbox.getByLabel(words.userId).fill('anna');
    await inbox.getByRole('button', { name: words.show, exact: true }).click();
    await inbox.getByText(words.empty).waitFor();
    let sent = 0;
    for (const { cut, inList, inInbox } of texts) {
      for (; sent < cut; sent += 1) await send(mock.integration(), LARGE);
      await list.getByText(inList, { exact: true }).waitFor();
      await inbox.getByText(inInbox, { exact: true }).waitFor();
      // That would be more than is known.
      expect(await inbox.getByText(words.empty).count()).toBe(0);
    }
  },
);
