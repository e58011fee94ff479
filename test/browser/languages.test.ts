import { inBrowser } from './in-browser.js';
import { send } from './pushes.js';
import { requestList } from './request-list.js';

const FORMS = [
  { count: 1, text: '1 запрос' },
  { count: 2, text: '2 запроса' },
  { count: 5, text: '5 запросов' },
  { count: 21, text: '21 запрос' },
];

inBrowser.concurrent('speaks Russian to a Russian browser, numbers and all', async ({ start, open, expect }) => {
  const mock = await start({ rateLimit: 'off' });
  for (const { count } of FORMS) {
    const integration = mock.integration(`shop-${count}`);
    for (let sent = 0; sent < count; sent += 1) await send(integration);
  }
  const page = await open(mock, { locale: 'ru-RU' });
  for (const { count, text } of FORMS)
    await page.getByRole('button', { name: `shop-${count} ${text}`, exact: true }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('ru');
  expect(await requestList(page).innerText()).toMatch(/1 клиент\b|1 клиент$/m);
});

inBrowser.concurrent('a language that is chosen stays, also after a reload', async ({ mock, open, expect }) => {
  const page = await open(mock, { locale: 'ru-RU' });
  await page.getByRole('heading', { name: 'Интеграции' }).waitFor();
  await page.getByLabel('Язык').selectOption('en');
  await page.getByRole('heading', { name: 'Integrations' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Integrations' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

inBrowser.concurrent(
  'speaks English to a browser of another language, and follows its dark theme',
  async ({ mock, open, expect }) => {
    const page = await open(mock, { locale: 'de-DE', colorScheme: 'dark' });
    await page.getByRole('heading', { name: 'Integrations' }).waitFor();
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await background();
    await page.getByLabel('Theme').selectOption('light');
    await expect.poll(background).not.toBe(dark);
    await page.reload();
    expect(await background()).not.toBe(dark);
  },
);
