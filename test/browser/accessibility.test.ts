import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { IS_THOROUGH } from '../workspace/thorough.js';
import { inBrowser } from './in-browser.js';
import { bodyOf, send } from './pushes.js';
import { rowsOf } from './request-list.js';
import { focusable, tabbedThrough } from './tabbing.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LANGUAGES = ['en', 'ru'];
/** Names are the same in every theme, contrasts in every language: a developer sees each view in one look, the gate in all. */
const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'ru', theme: 'dark' },
  ...(IS_THOROUGH
    ? [
        { language: 'en', theme: 'dark' },
        { language: 'ru', theme: 'light' },
      ]
    : []),
];
const PLACES = ['/shop/requests', '/shop/requests/shop-2', '/shop/inbox', '/shop/fidelity'];

inBrowser.concurrent('axe finds nothing wrong, in any view, language and theme', async ({ mock, open, expect }) => {
  await populate(mock.integration());
  const page = await open(mock, { at: '/shop/requests' });
  await page.getByRole('heading', { name: 'Requests, newest first' }).waitFor();
  await page.evaluate(AXE);
  const wrong: string[] = [];
  for (const [number, { language, theme }] of LOOKS.entries()) {
    await page.getByRole('combobox', { name: /^(Language|Язык)/ }).selectOption(language);
    await page.getByRole('combobox', { name: /^(Theme|Тема)/ }).selectOption(theme);
    for (const place of IS_THOROUGH ? PLACES : PLACES.filter((_, index) => index % LOOKS.length === number)) {
      await goTo(page, place);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      wrong.push(...(await violationsOf(page)).map((found) => `${place}, ${language}, ${theme}: ${found}`));
    }
  }
  expect(wrong).toEqual([]);
});

inBrowser.concurrent('the tab key reaches everything, and shows where it is', async ({ mock, open, expect }) => {
  await populate(mock.integration());
  const page = await open(mock, { at: '/shop/requests/shop-2' });
  await page.getByRole('region', { name: 'What came in' }).waitFor();
  for (const place of IS_THOROUGH ? PLACES.slice(1) : PLACES.slice(1, 2)) {
    await goTo(page, place);
    const stops = await tabbedThrough(page);
    expect(stops.filter(({ isVisible }) => !isVisible)).toEqual([]);
    expect(stops.map(({ name }) => name).toSorted(), place).toEqual((await focusable(page)).toSorted());
  }
});

inBrowser.concurrent('keys alone lead to a request and back', async ({ mock, open }) => {
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
  await page.getByText('Choose a request').waitFor();
});

inBrowser.concurrent('no view is wider than a phone', async ({ mock, open, expect }) => {
  await populate(mock.integration());
  const page = await open(mock, { viewport: { width: 360, height: 740 }, at: '/shop/requests' });
  await rowsOf(page).first().waitFor();
  for (const language of LANGUAGES) {
    await page.getByRole('combobox', { name: /^(Language|Язык)/ }).selectOption(language);
    for (const place of PLACES) {
      await goTo(page, place);
      const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflowPx, `${place}, ${language}`).toBeLessThanOrEqual(0);
    }
  }
});

inBrowser.concurrent('nothing is squeezed, nor reaches over its neighbour', async ({ mock, start, open, expect }) => {
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

/** Requests of each kind: accepted, refused, with advisories, faulted. */
async function populate(shop: Parameters<typeof send>[0]): Promise<void> {
  await send(shop, { deeplink: 'https://example.com/not-an-app-link' });
  await send(shop, { summary: '' });
  await send(shop, bodyOf({ userIds: ['70000000503'] }));
}

/** Goes somewhere, and waits until the page says that it is there. */
async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => location.assign(hash), `#${place}`);
  const view = /inbox|fidelity/.exec(place)?.[0] ?? 'requests';
  const names = {
    inbox: /^(Inbox|Входящие)$/,
    fidelity: /^(Fidelity|Достоверность)$/,
    requests: /^(Requests|Запросы)$/,
  };
  await page
    .getByRole('button', { name: names[view as keyof typeof names] })
    .and(page.locator('[aria-current="page"]'))
    .waitFor();
  if (place.endsWith('shop-2')) await page.getByRole('region', { name: /^(What came in|Что пришло)$/ }).waitFor();
}

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
