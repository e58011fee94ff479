import { inBrowser } from './in-browser.js';
import { sendMany } from './pushes.js';

const FORMS = [
  { count: 1, text: '1 запрос' },
  { count: 2, text: '2 запроса' },
  { count: 5, text: '5 запросов' },
  { count: 21, text: '21 запрос' },
];

inBrowser.concurrent('speaks Russian to a Russian browser, numbers and all', async ({ start, open, expect }) => {
  const mock = await start({ rateLimit: 'off' });
  for (const { count } of FORMS) await sendMany(mock.integration(`shop-${count}`), count);
  const page = await open(mock, { locale: 'ru-RU' });
  for (const { count, text } of FORMS)
    await page.getByRole('button', { name: `shop-${count} ${text}`, exact: true }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('ru');

  // A language that is chosen stays, whatever the browser wants.
  await page.getByLabel('Язык').selectOption('en');
  await page.getByRole('heading', { name: 'Integrations' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Integrations' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

inBrowser.concurrent(
  'calls the phases of its own scenarios in Russian, and others as their author does',
  async ({ mock, open }) => {
    const shop = mock.integration();
    const page = await open(mock, { locale: 'ru-RU' });
    await shop.scenario('flapping');
    await page.getByText('работает: фаза 1 из 2').waitFor();
    await shop.scenario({ phases: [{ name: 'Friday', for: { requests: 1 } }] });
    await page.getByText('Friday: фаза 1 из 1').waitFor();
  },
);

inBrowser.concurrent('is dark where the system is, until a theme is chosen', async ({ mock, open, expect }) => {
  const page = await open(mock, { colorScheme: 'dark' });
  const isDark = () =>
    page.evaluate(() => {
      const [red = 255] = getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g) ?? [];
      return Number(red) < 128;
    });
  await expect.poll(isDark).toBe(true);
  await page.getByLabel('Theme').selectOption('light');
  await expect.poll(isDark).toBe(false);
  await page.reload();
  await page.getByRole('heading', { name: 'Integrations' }).waitFor();
  expect(await isDark()).toBe(false);
});
