import { browserTest } from './browser-test.js';
import { sendPushes } from './send-push.js';

const PLURAL_FORMS = [
  { count: 1, text: '1 запрос' },
  { count: 2, text: '2 запроса' },
  { count: 5, text: '5 запросов' },
  { count: 21, text: '21 запрос' },
];

browserTest.concurrent(
  'is in Russian in a Russian browser, with the right plural forms',
  async ({ start, open, expect }) => {
    const mock = await start({ rateLimit: 'off' });
    for (const { count } of PLURAL_FORMS) await sendPushes(mock.integration(`shop-${count}`), count);
    const page = await open(mock, { locale: 'ru-RU' });
    for (const { count, text } of PLURAL_FORMS)
      await page.getByRole('button', { name: `shop-${count} ${text}`, exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');

    // A chosen language overrides the browser's; so does the browser's own, once it is chosen again.
    await page.getByLabel('Язык').selectOption('en');
    await page.getByLabel('Language').selectOption('ru');
    await page.reload();
    await page.getByLabel('Язык').selectOption('en');
    await page.getByRole('heading', { name: 'Integrations' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Integrations' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  },
);

browserTest.concurrent('translates the phases of built-in scenarios, and no others', async ({ mock, open }) => {
  const shop = mock.integration();
  const page = await open(mock, { locale: 'ru-RU' });
  await shop.scenario('flapping');
  await page.getByText('работает: фаза 1 из 2').waitFor();
  await shop.scenario({ phases: [{ name: 'Friday', for: { requests: 1 } }] });
  await page.getByText('Friday: фаза 1 из 1').waitFor();
});

browserTest.concurrent('follows the system theme until another is chosen', async ({ mock, open, expect }) => {
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
