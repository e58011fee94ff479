import { createServer } from 'node:http';
import { listen } from '../listen.js';
import { inBrowser } from './in-browser.js';
import { send } from './pushes.js';

/** What a page of another site can try without asking anybody for leave; `MOCK` is the mock's origin. */
const ATTACKS = `
  const tries = [
    fetch('MOCK/_mock/reset', { method: 'POST', mode: 'no-cors' }),
    fetch('MOCK/_mock/integrations/shop', { method: 'PATCH', body: '{"available":false}' }),
    fetch('MOCK/_mock/integrations/shop/faults', { method: 'POST', mode: 'no-cors', body: '{"fault":{"type":"reset"}}' }),
    fetch('MOCK/_mock/integrations/made-by-a-stranger', { mode: 'no-cors' }),
    fetch('MOCK/_mock/integrations').then((response) => response.text()),
    new Promise((resolve) => {
      const image = new Image();
      image.onload = image.onerror = resolve;
      image.src = 'MOCK/_mock/integrations/made-by-an-image';
    }),
  ];
  Promise.allSettled(tries).then((results) => { document.title = results[4].status; });
`;

inBrowser.concurrent(
  'a page of another site can neither read the mock nor change it',
  async ({ mock, visit, expect }) => {
    await send(mock.integration(), { title: 'Mine' });
    const attack = ATTACKS.replaceAll('MOCK', mock.origin);
    const site = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><script>${attack}</script><iframe src="${mock.origin}"></iframe>`);
    });
    const port = await listen(site);
    try {
      // By another name, or it would be another port of the same site.
      const { page } = await visit({ origin: `http://elsewhere.localhost:${port}` }, { expects: /./ });
      await expect.poll(() => page.title()).toBe('rejected');
      // The browser is used again, and the site is gone by then.
      await page.goto(mock.origin);
    } finally {
      site.closeAllConnections();
      site.close();
    }
    expect((await mock.integrations()).map(({ slug }) => slug)).toEqual(['shop']);
    expect(await mock.integration().get()).toMatchObject({
      settings: { available: true },
      faults: [],
      counters: { requests: 1 },
    });
  },
);

inBrowser.concurrent('the page works by every name of this machine', async ({ mock, open }) => {
  const { port } = new URL(mock.origin);
  const page = await open({ origin: `http://shop.localhost:${port}` });
  await page.getByRole('status').getByText('Live').waitFor();
});
