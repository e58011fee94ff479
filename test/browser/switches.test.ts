import { inBrowser } from './in-browser.js';
import { send } from './pushes.js';

inBrowser.concurrent('shows how much of the limit is left, also after a 429', async ({ mock, open }) => {
  const shop = mock.integration();
  for (let sent = 0; sent < 10; sent += 1) await send(shop);
  const page = await open(mock);
  await page.getByText('0/10').waitFor();
  await send(shop);
  await page.getByRole('option', { name: '429 rate limited' }).first().waitFor();
  await page.getByText('0/10').waitFor();
  await shop.clock({ advanceMs: 60_000 });
  await page.getByText('10/10').waitFor();
});

inBrowser.concurrent('tells when an integration is switched off elsewhere', async ({ mock, open }) => {
  await send(mock.integration());
  const page = await open(mock);
  await page.getByRole('button', { name: 'shop 1 request' }).waitFor();
  await mock.integration().patch({ available: false });
  await page.getByRole('button', { name: 'shop 1 request unavailable' }).waitFor();
});

inBrowser.todo('the outage switch changes the next answer');
inBrowser.todo('moving the clock a minute on frees the limit');
inBrowser.todo('the inbox shows what a customer got, for an id that stays out of the address');
inBrowser.todo('the timeline has a bar for every outcome, and says so in words');
inBrowser.todo('the fidelity table shows how well each behaviour is known');
