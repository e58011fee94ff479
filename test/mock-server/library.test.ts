import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FIDELITY } from 'imshop-contracts';
import { connectMock, createApp, startMock } from 'imshop-mock';
import supertest from 'supertest';
import { expect, onTestFinished, test } from 'vitest';
import { PUSH, post } from './post.js';
import { stage } from './stage.js';

const at = stage();

test('a mock elsewhere has the same interface', async () => {
  const connected = connectMock(at.mock.origin);
  await post(connected.url('shop'), PUSH);
  expect(connected.url()).toBe(at.mock.url());
  expect(await connected.integration('shop').ledger()).toEqual(await at.shop.ledger());
  expect(await connected.fidelity()).toEqual(FIDELITY);
  await connected.close();
  expect((await at.mock.health()).status).toBe('ok');
});

test('a mock is closed when its scope is left', async () => {
  let origin: string;
  {
    await using scoped = await startMock();
    ({ origin } = scoped);
  }
  await expect(connectMock(origin).health()).rejects.toMatchObject({ code: 'UNREACHABLE' });
});

test.each([
  ['breaks off', { 'content-length': '100' }],
  ['is no JSON', { 'content-length': '1' }],
])('an answer that %s is none', async (_, headers) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, headers).write('{', () => response.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const asked = connectMock(`http://127.0.0.1:${port}`).health();
  await expect(asked).rejects.toMatchObject({ name: 'MockApiError', code: 'UNREACHABLE' });
});

test('two mocks in one process share nothing', async () => {
  await using other = await startMock();
  await post(at.shop.url, PUSH);
  await other.integration('shop').patch({ available: false });
  expect((await other.integration('shop').get()).counters.requests).toBe(0);
  expect((await at.shop.get()).settings.available).toBe(true);
});

test('the path is a setting', async () => {
  await using custom = await startMock({ path: '/api/:slug/send' });
  expect((await post(`${custom.origin}/api/shop/send`, PUSH)).status).toBe(200);
  expect((await post(`${custom.origin}/shop/push`, PUSH)).status).toBe(404);
  await using secret = await startMock({ path: '/push/3f9a' });
  expect((await post(`${secret.origin}/push/3f9a`, PUSH)).status).toBe(200);
  expect((await secret.integration().ledger()).once).toBe(1);
});

test('the listener serves both planes to supertest', async () => {
  const app = createApp({ noMockHeaders: true });
  const { headers } = await supertest(app).post('/shop/push').type('json').send(PUSH).expect(200, { success: true });
  expect(Object.keys(headers).filter((name) => name.startsWith('x-'))).toEqual([]);
  const { body } = await supertest(app).get('/_mock/integrations/shop/ledger').expect(200);
  expect(body).toMatchObject({ once: 1 });
  await supertest(app)
    .get('/')
    .expect(200)
    .expect('content-type', /text\/plain/)
    .expect(/curl http/);
});

test.each(['/:slug/push', '/push/:slug', '/push'])('the help names the integration wherever %s does', async (path) => {
  const { text } = await supertest(createApp({ path })).get('/').expect(200);
  expect(text).toContain('/_mock/integrations/shop/requests\n');
});

test('what only the command takes is refused, not ignored', async () => {
  // As JavaScript may, where no types say so.
  const options = { demo: true, json: true } as object;
  const message = 'demo must be left out: only the command takes it\njson must be left out: only the command takes it';
  await expect(startMock(options)).rejects.toMatchObject({ code: 'BAD_SETTINGS', message });
});

test('what only the command takes may be undefined, as any option', async () => {
  const options = { demo: undefined, logLevel: undefined } as object;
  await using mock = await startMock(options);
  expect((await mock.health()).status).toBe('ok');
});

test('a slug stands in an address as it is', () => {
  expect(connectMock('http://127.0.0.1:1').url('$&')).toBe('http://127.0.0.1:1/$&/push');
});
