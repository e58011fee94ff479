import { createServer } from 'node:http';
import { listen } from '../listen.js';
import { browserTest } from './browser-test.js';
import { sendPush } from './send-push.js';

/** Requests that a page of another site can send without a CORS preflight; `MOCK` stands for the mock's origin. */
const ATTACKS = `
  const attempts = [
    fetch('MOCK/_mock/reset', { method: 'POST', mode: 'no-cors' }),
    fetch('MOCK/_mock/integrations/shop', { method: 'PATCH', body: '{"available":false}' }),
    fetch('MOCK/_mock/integrations/shop/faults', { method: 'POST', mode: 'no-cors', body: '{"fault":{"type":"reset"}}' }),
    fetch('MOCK/_mock/integrations/created-by-fetch', { mode: 'no-cors' }),
    fetch('MOCK/_mock/integrations').then((response) => response.text()),
    new Promise((resolve) => {
      const image = new Image();
      image.onload = image.onerror = resolve;
      image.src = 'MOCK/_mock/integrations/created-by-image';
    }),
  ];
  Promise.allSettled(attempts).then((results) => { document.title = results[4].status; });
`;

browserTest.concurrent(
  'a page of another site can neither read nor change the mock',
  async ({ mock, openPage, expect }) => {
    await sendPush(mock.integration(), { title: 'Mine' });
    const attack = ATTACKS.replaceAll('MOCK', mock.origin);
    const site = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><script>${attack}</script><iframe src="${mock.origin}"></iframe>`);
    });
    const port = await listen(site);
    try {
      // Another host name: another port alone would be the same site.
      const { page } = await openPage({ origin: `http://elsewhere.localhost:${port}` }, { expectedErrors: /./ });
      await expect.poll(() => page.title()).toBe('rejected');
      // The page is reused after this site was closed.
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

browserTest.concurrent('the page works with every host name of this machine', async ({ mock, open }) => {
  const { port } = new URL(mock.origin);
  const page = await open({ origin: `http://shop.localhost:${port}` });
  await page.getByRole('status').getByText('Live').waitFor();
});
