import { join } from 'node:path';
import { type Mock, startMock } from 'imshop-mock';
import { ManualClock } from '../mock-server/manual-clock.js';
import { post } from '../mock-server/post.js';
import { ROOT } from '../workspace/root.js';
import { launchChromium } from './launch-chromium.js';
import { ShopTraffic } from './shop-traffic.js';

/** `npm run screenshot`: the picture in the README, with traffic from a seed. */
const PICTURE = join(ROOT, 'mock-server/inspector/screenshot.png');
const SEED = 42;
const NOON_IN_MOSCOW_MS = Date.UTC(2026, 10, 24, 9);
const MINUTE_MS = 60_000;

const clock = new ManualClock(NOON_IN_MOSCOW_MS);
await using mock = await startMock({ clock, seed: SEED });
const selected = await playTraffic(mock, clock);

const browser = await launchChromium();
if (!browser) throw new Error('no Chromium found; set IMSHOP_TEST_CHROMIUM to its path');
const page = await browser.newPage({
  locale: 'ru-RU',
  timezoneId: 'Europe/Moscow',
  colorScheme: 'light',
  viewport: { width: 1480, height: 1080 },
});
await page.goto(`${mock.origin}/#/shop/requests/${selected}`);
await page.getByText('success').first().waitFor();
await page.screenshot({ path: PICTURE });
await browser.close();

/** Plays nine minutes of traffic with failures; returns the id of the request to select. */
async function playTraffic(target: Mock, time: ManualClock): Promise<string> {
  const traffic = new ShopTraffic(SEED);
  const shop = target.integration('shop');
  const send = async (times: number): Promise<void> => {
    for (let sent = 0; sent < times; sent += 1) {
      // The picture includes a connection reset.
      await post(shop.url, JSON.stringify(traffic.push())).catch(() => {});
      time.advance(1500);
    }
  };
  for (let minute = 0; minute < 9; minute += 1) {
    if (minute === 3) await shop.patch({ available: false });
    if (minute === 5) await shop.patch({ available: true });
    if (minute === 6) await shop.fail('reset', { first: 2, accepted: true });
    await send(minute === 8 ? 6 : 5 + ((minute * 5) % 9));
    time.set(NOON_IN_MOSCOW_MS + (minute + 1) * MINUTE_MS);
  }
  for (const slug of ['loyalty', 'staging']) await post(target.url(slug), JSON.stringify(traffic.push()));
  await post(shop.url, JSON.stringify({ userIds: '79991234567', message: { title: 'Заказ', summary: 'Готов' } }));
  await send(3);
  const { summaries } = await shop.summaries({ outcome: 'accepted' });
  return summaries.findLast(({ userIds }) => userIds > 3)?.requestId ?? '';
}
