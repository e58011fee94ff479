import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { IS_THOROUGH } from '../workspace/thorough.js';
import { browserTest } from './browser-test.js';
import { rowsOf } from './request-list.js';
import { pushBody, sendPush } from './send-push.js';
import { focusableNames, tabStops } from './tab-stops.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LANGUAGES = ['en', 'ru'];
/** Names do not depend on the theme, nor contrasts on the language: a quick run checks each view in one combination, CI in all. */
const COMBINATIONS = [
  { language: 'en', theme: 'light' },
  { language: 'ru', theme: 'dark' },
  ...(IS_THOROUGH
    ? [
        { language: 'en', theme: 'dark' },
        { language: 'ru', theme: 'light' },
      ]
    : []),
];
const HASHES = ['/shop/requests', '/shop/requests/shop-2', '/shop/inbox', '/shop/fidelity'];

browserTest.concurrent('axe finds no violations in any view, language and theme', async ({ mock, open, expect }) => {
  await populate(mock.integration());
  const page = await open(mock, { at: '/shop/requests' });
  await page.getByRole('heading', { name: 'Requests, newest first' }).waitFor();
  await page.evaluate(AXE);
  const violations: string[] = [];
  for (const [number, { language, theme }] of COMBINATIONS.entries()) {
    await page.getByRole('combobox', { name: /^(Language|Язык)/ }).selectOption(language);
    await page.getByRole('combobox', { name: /^(Theme|Тема)/ }).selectOption(theme);
    for (const hash of IS_THOROUGH ? HASHES : HASHES.filter((_, index) => index % COMBINATIONS.length === number)) {
      await goTo(page, hash);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      violations.push(...(await violationsOf(page)).map((found) => `${hash}, ${language}, ${theme}: ${found}`));
    }
  }
  expect(violations).toEqual([]);
});

browserTest.concurrent('the tab key reaches every control, with a visible focus', async ({ mock, open, expect }) => {
  await populate(mock.integration());
  const page = await open(mock, { at: '/shop/requests/shop-2' });
  await page.getByRole('region', { name: 'Received request' }).waitFor();
  for (const hash of IS_THOROUGH ? HASHES.slice(1) : HASHES.slice(1, 2)) {
    await goTo(page, hash);
    const stops = await tabStops(page);
    expect(stops.filter(({ isFocusVisible }) => !isFocusVisible)).toEqual([]);
    expect(stops.map(({ name }) => name).toSorted(), hash).toEqual((await focusableNames(page)).toSorted());
  }
});

browserTest.concurrent('a request can be opened and closed with the keyboard', async ({ mock, open }) => {
  await populate(mock.integration());
  const page = await open(mock, { at: '/shop/requests' });
  await rowsOf(page).first().waitFor();
  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: 'Request shop-2' }).waitFor();
  const close = page.getByRole('button', { name: 'Close' });
  await close.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Select a request').waitFor();
});

browserTest.concurrent('no view overflows a phone screen', async ({ mock, open, expect }) => {
  await populate(mock.integration());
  const page = await open(mock, { viewport: { width: 360, height: 740 }, at: '/shop/requests' });
  await rowsOf(page).first().waitFor();
  for (const language of LANGUAGES) {
    await page.getByRole('combobox', { name: /^(Language|Язык)/ }).selectOption(language);
    for (const hash of HASHES) {
      await goTo(page, hash);
      const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflowPx, `${hash}, ${language}`).toBeLessThanOrEqual(0);
    }
  }
});

browserTest.concurrent('no control is squeezed or overflows', async ({ mock, start, open, expect }) => {
  await populate(mock.integration());
  const page = await open(mock, { at: '/shop/requests' });
  await rowsOf(page).first().waitFor();
  await page.getByText('Advance by another time').click();
  for (const language of LANGUAGES) {
    await page.getByRole('combobox', { name: /^(Language|Язык)/ }).selectOption(language);
    const button = page.getByRole('button', { name: /^(Advance|Перевести)$/ });
    expect((await button.boundingBox())?.height, language).toBeLessThan(40);
  }
  const longPath = await start({ path: `/${'long-'.repeat(12)}path/:slug/push` });
  const empty = await open(longPath);
  const address = empty.getByText(longPath.url());
  await address.waitFor();
  const panel = await empty.getByRole('region', { name: 'Integrations' }).boundingBox();
  expect(panel?.width).toBeLessThanOrEqual(280);
});

/** Sends an accepted push with an advisory, a rejected one, and one with a fault. */
async function populate(shop: Parameters<typeof sendPush>[0]): Promise<void> {
  await sendPush(shop, { deeplink: 'https://example.com/not-an-app-link' });
  await sendPush(shop, { summary: '' });
  await sendPush(shop, pushBody({ userIds: ['70000000503'] }));
}

/** Changes the hash and waits for its view. */
async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((value) => location.assign(value), `#${hash}`);
  const view = /inbox|fidelity/.exec(hash)?.[0] ?? 'requests';
  const names = {
    inbox: /^(Inbox|Входящие)$/,
    fidelity: /^(Fidelity|Достоверность)$/,
    requests: /^(Requests|Запросы)$/,
  };
  await page
    .getByRole('button', { name: names[view as keyof typeof names] })
    .and(page.locator('[aria-current="page"]'))
    .waitFor();
  if (hash.endsWith('shop-2'))
    await page.getByRole('region', { name: /^(Received request|Полученный запрос)$/ }).waitFor();
}

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
