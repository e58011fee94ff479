import type { Page } from 'playwright-core';
import { browserTest } from './browser-test.js';
import { rowsOf, selectRequest } from './request-list.js';
import { sendPush } from './send-push.js';

browserTest.concurrent(
  'shows the newest request until one is selected, and changes nothing else',
  async ({ mock, open, expect }) => {
    const shop = mock.integration();
    const page = await open(mock, { at: '/shop/requests', expectedErrors: /404/ });
    await page.getByText('Select a request').waitFor();
    const before = await pageState(page);
    for (const title of ['First', 'Second']) {
      await sendPush(shop, { title, userIds: ['79991234567'] });
      await lockScreenShows(page, title);
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
    expect(await pageState(page)).toEqual(before);
    await selectRequest(page, 'First');
    await sendPush(shop, { title: 'Third' });
    await rowsOf(page).getByText('Third').waitFor();
    await lockScreenShows(page, 'First');
  },
);

const USES_OF_THE_PANE = [
  {
    use: 'it is hovered',
    enter: (page: Page) => pane(page).hover(),
    leave: (page: Page) => page.mouse.move(0, 0),
  },
  {
    use: 'it has the focus',
    enter: (page: Page) => pane(page).getByRole('button', { name: 'Copy as curl' }).focus(),
    leave: (page: Page) => page.getByRole('listbox').focus(),
  },
];

browserTest.concurrent.for(USES_OF_THE_PANE)(
  'the detail pane keeps its request while $use',
  async ({ enter, leave }, { mock, open, expect }) => {
    const shop = mock.integration();
    await sendPush(shop, { title: 'First' });
    const page = await open(mock);
    await lockScreenShows(page, 'First');
    await enter(page);
    const headings = await recordHeadings(page);
    for (const title of ['Second', 'Third']) {
      await sendPush(shop, { title });
      await rowsOf(page).getByText(title).waitFor();
    }
    expect(await headings()).toEqual(['Request shop-1']);
    await leave(page);
    await sendPush(shop, { title: 'Fourth' });
    await lockScreenShows(page, 'Fourth');
  },
);

const SELECTING_ACTIONS = [
  { action: 'a click', perform: (page: Page) => pane(page).getByText('Headers').click() },
  { action: 'scrolling by touch', perform: scrollByTouch },
];

browserTest.concurrent.for(SELECTING_ACTIONS)(
  '$action in the detail pane selects its request',
  async ({ perform }, { mock, open }) => {
    await sendPush(mock.integration(), { title: 'First' });
    const page = await open(mock, { viewport: { width: 400, height: 800 } });
    await lockScreenShows(page, 'First');
    await perform(page);
    await rowsOf(page)
      .and(page.getByRole('option', { selected: true }))
      .getByText('First')
      .waitFor();
  },
);

browserTest.concurrent('a closed detail pane stays closed', async ({ mock, open }) => {
  await sendPush(mock.integration(), { title: 'First' });
  const page = await open(mock);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByText('Select a request').waitFor();
  await sendPush(mock.integration(), { title: 'Second' });
  await rowsOf(page).getByText('Second').waitFor();
  await page.getByText('Select a request').waitFor();
});

async function scrollByTouch(page: Page): Promise<void> {
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
  return page.getByRole('region', { name: /^Request( shop-|$)/ });
}

async function lockScreenShows(page: Page, title: string): Promise<void> {
  await page.getByRole('region', { name: 'Lock screen', exact: true }).getByText(title).first().waitFor();
}

/** State that must not change without the user: focus, scroll position, URL and history. */
function pageState(page: Page): Promise<unknown> {
  return page.evaluate(() => [document.activeElement?.tagName, scrollX, scrollY, location.hash, history.length]);
}

/** Records every heading of the pane from now on. */
async function recordHeadings(page: Page): Promise<() => Promise<unknown>> {
  const recorded = await pane(page)
    .getByRole('heading', { level: 2 })
    .first()
    .evaluateHandle((heading) => {
      const texts = [heading.textContent];
      new MutationObserver(() => {
        if (texts.at(-1) !== heading.textContent) texts.push(heading.textContent);
      }).observe(heading, { characterData: true, childList: true, subtree: true });
      return texts;
    });
  return () => recorded.jsonValue();
}
