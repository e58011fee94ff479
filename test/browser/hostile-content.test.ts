import type { Page } from 'playwright-core';
import { browserTest } from './browser-test.js';
import { requestList, rowsOf } from './request-list.js';
import { pushBody, sendPush } from './send-push.js';

const MARKUP = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>';

/** Bodies that a sender may send by mistake or on purpose. */
const HOSTILE = [
  pushBody({ title: MARKUP, summary: MARKUP, userIds: [MARKUP], deeplink: 'javascript:window.attacked=1' }),
  pushBody({ title: `\u202e${'txt.exe'.repeat(3)}\u2066`, summary: '\u202edesrever' }),
  pushBody({ title: 'W'.repeat(10_000), summary: 'w'.repeat(10_000), userIds: ['9'.repeat(300)] }),
  pushBody({ title: '\u0000\u0007\u001b[31m\u200b\ufeff\ud800', summary: '\r\n\t\u2028' }),
  '{"__proto__":{"polluted":1},"userIds":["1"],"message":{"title":"proto","summary":"s","__proto__":{"polluted":1}}}',
  '{"constructor":{"prototype":{"polluted":1}},"userIds":{"length":1e9},"message":["title"]}',
  `${MARKUP} is not JSON`,
  '[[[[[[[[]]]]]]]]',
];

const NARROW = { width: 360, height: 740 };

browserTest.concurrent(
  'shows hostile content as text: no script runs, the layout holds',
  async ({ mock, open, expect }) => {
    const shop = mock.integration();
    for (const body of HOSTILE) await sendPush(shop, body, { 'x-note': MARKUP });
    const page = await open(mock, { viewport: NARROW });
    await rowsOf(page).getByText('<img src=x').first().waitFor();
    await page.getByLabel('Show full IDs').check();
    for (let number = 1; number <= HOSTILE.length; number += 1) {
      await page.evaluate((id) => location.assign(`#/shop/requests/${id}`), `shop-${number}`);
      await page.getByRole('heading', { name: `Request shop-${number}`, exact: true }).waitFor();
      await page.getByRole('region', { name: 'Received request' }).waitFor();
      expect(await overflowPx(page), `${HOSTILE[number - 1]?.slice(0, 40)}`).toBeLessThanOrEqual(0);
    }
    expect(await page.evaluate(() => 'attacked' in window || 'polluted' in {})).toBe(false);
    expect(await page.locator('#page img[src="x"], #page script').count()).toBe(0);
  },
);

browserTest.concurrent('ignores a hostile URL', async ({ mock, open, expect }) => {
  await sendPush(mock.integration(), { title: 'Harmless' });
  const page = await open(mock, { at: `/${encodeURIComponent(MARKUP)}/%E0%A4%A/__proto__`, expectedErrors: /400|404/ });
  await page.getByRole('button', { name: 'shop 1 request' }).click();
  await requestList(page).getByText('Harmless').waitFor();
  expect(await page.evaluate(() => 'attacked' in window)).toBe(false);
});

/** Width of the page beyond the window. */
function overflowPx(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
