import type { Page } from 'playwright-core';
import { inBrowser } from './in-browser.js';
import { send } from './pushes.js';
import { choose, rowsOf } from './request-list.js';

inBrowser.concurrent(
  'shows the newest request until one is chosen, and moves nothing but that',
  async ({ mock, open, expect }) => {
    const shop = mock.integration();
    const page = await open(mock, { at: '/shop/requests', expects: /404/ });
    await page.getByText('Choose a request').waitFor();
    const before = await standing(page);
    for (const title of ['First', 'Second']) {
      await send(shop, { title, userIds: ['79991234567'] });
      await phonesShow(page, title);
    }
    expect(await pane(page).innerText()).not.toContain('9991234567');
    expect(
      await rowsOf(page)
        .and(page.getByRole('option', { selected: true }))
        .count(),
    ).toBe(0);
    expect(await rowsOf(page).and(page.locator('[aria-current]')).allInnerTexts()).toEqual([
      expect.stringContaining('Second'),
    ]);
    expect(await standing(page)).toEqual(before);
    await choose(page, 'First');
    await send(shop, { title: 'Third' });
    await rowsOf(page).getByText('Third').waitFor();
    await phonesShow(page, 'First');
  },
);

const STAYS = [
  {
    where: 'under the pointer',
    enter: (page: Page) => pane(page).hover(),
    leave: (page: Page) => page.mouse.move(0, 0),
  },
  {
    where: 'under the keyboard',
    enter: (page: Page) => pane(page).getByRole('button', { name: 'Copy as curl' }).focus(),
    leave: (page: Page) => page.getByRole('listbox').focus(),
  },
];

inBrowser.concurrent.for(STAYS)(
  'what is shown does not change $where',
  async ({ enter, leave }, { mock, open, expect }) => {
    const shop = mock.integration();
    await send(shop, { title: 'First' });
    const page = await open(mock);
    await phonesShow(page, 'First');
    await enter(page);
    const seen = await headingsSeen(page);
    for (const title of ['Second', 'Third']) {
      await send(shop, { title });
      await rowsOf(page).getByText(title).waitFor();
    }
    expect(await seen()).toEqual(['Request shop-1']);
    await leave(page);
    await send(shop, { title: 'Fourth' });
    await phonesShow(page, 'Fourth');
  },
);

const CHOOSERS = [
  { how: 'a click', choose: (page: Page) => pane(page).getByText('Headers').click() },
  { how: 'a finger that scrolls', choose: scrollByFinger },
];

inBrowser.concurrent.for(CHOOSERS)('$how in what is shown chooses it', async ({ choose }, { mock, open }) => {
  await send(mock.integration(), { title: 'First' });
  const page = await open(mock, { viewport: { width: 400, height: 800 } });
  await phonesShow(page, 'First');
  await choose(page);
  await rowsOf(page)
    .and(page.getByRole('option', { selected: true }))
    .getByText('First')
    .waitFor();
});

inBrowser.concurrent('what was closed stays closed', async ({ mock, open }) => {
  await send(mock.integration(), { title: 'First' });
  const page = await open(mock);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByText('Choose a request').waitFor();
  await send(mock.integration(), { title: 'Second' });
  await rowsOf(page).getByText('Second').waitFor();
  await page.getByText('Choose a request').waitFor();
});

async function scrollByFinger(page: Page): Promise<void> {
  await pane(page).scrollIntoViewIfNeeded();
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove', y: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: 150, y }] });
  await touch('touchStart', 600);
  for (let y = 580; y > 400; y -= 20) await touch('touchMove', y);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}

function pane(page: Page) {
  return page.getByRole('region', { name: /^Request( |$)/ });
}

async function phonesShow(page: Page, title: string): Promise<void> {
  await page.getByRole('region', { name: 'Lock screen', exact: true }).getByText(title).first().waitFor();
}

/** What must not change by itself: focus, how far the page is scrolled, the address, and what Back leads to. */
function standing(page: Page): Promise<unknown> {
  return page.evaluate(() => [document.activeElement?.tagName, scrollX, scrollY, location.hash, history.length]);
}

/** Every heading that the pane has from now on. */
async function headingsSeen(page: Page): Promise<() => Promise<unknown>> {
  const seen = await pane(page)
    .getByRole('heading', { level: 2 })
    .first()
    .evaluateHandle((heading) => {
      const texts = [heading.textContent];
      new MutationObserver(() => {
        if (texts.at(-1) !== heading.textContent) texts.push(heading.textContent);
      }).observe(heading, { characterData: true, childList: true, subtree: true });
      return texts;
    });
  return () => seen.jsonValue();
}
