import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, startMock } from 'imshop-mock';
import supertest from 'supertest';
import { expect, test } from 'vitest';
import { ROOT } from '../workspace/root.js';
import { metricsOf, samplesOf } from './metrics/samples.js';
import { sendRaw } from './metrics/send-raw.js';
import { PUSH, post, pushTo } from './post.js';

test('requests are counted by how they ended, pushes as accepted, faults by their type', async () => {
  await using mock = await startMock({ rateLimit: { requests: 4, windowMs: 60_000 } });
  await post(mock.url('a'), PUSH);
  await post(mock.url('b'), '{');
  await post(mock.url('b'), pushTo(['70000000503']));
  await mock.integration('b').fail('reset', { first: 1, accepted: true });
  await post(mock.url('b'), PUSH).catch(() => {});
  await post(mock.url('b'), PUSH);
  await post(mock.url('b'), PUSH);
  expect(await metricsOf(mock)).toMatchObject({
    'imshop_mock_requests_total{outcome="accepted"}': 2,
    'imshop_mock_requests_total{outcome="bad-request"}': 1,
    'imshop_mock_requests_total{outcome="faulted"}': 2,
    'imshop_mock_requests_total{outcome="rate-limited"}': 1,
    imshop_mock_accepted_pushes_total: 3,
    'imshop_mock_faults_total{type="reset"}': 1,
    'imshop_mock_faults_total{type="status"}': 1,
    imshop_mock_requests_in_flight: 0,
    imshop_mock_integrations: 2,
    imshop_mock_journal_entries: 6,
    imshop_mock_deliveries: 3,
  });
});

test('what belongs to no integration is counted apart, by the reason', async () => {
  await using mock = await startMock();
  await post(`${mock.origin}/nowhere`, PUSH);
  await sendRaw(mock.origin, 'no HTTP at all\r\n\r\n');
  await sendRaw(mock.origin, 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n');
  expect(await metricsOf(mock)).toMatchObject({
    'imshop_mock_unrouted_requests_total{reason="unknown-path"}': 1,
    'imshop_mock_unrouted_requests_total{reason="malformed-http"}': 1,
    'imshop_mock_unrouted_requests_total{reason="connect"}': 1,
    imshop_mock_integrations: 0,
  });
});

test('no counter goes down, whatever is forgotten; what is held does', async () => {
  await using mock = await startMock({ maxIntegrations: 1, journalMax: 1 });
  const shop = mock.integration('shop');
  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    'a push': () => post(shop.url, PUSH),
    'another, which the journal has no room for': () => post(shop.url, PUSH),
    'an emptied journal': () => shop.deleteRequests(),
    'a deleted integration': () => shop.delete(),
    'its next use': () => post(shop.url, PUSH),
    'an integration that makes another go': () => post(mock.url('other'), PUSH),
    'an unknown path': () => post(`${mock.origin}/nowhere`, PUSH),
    'a refused call': () => shop.patch({ maxUserIds: 0 }).catch(() => {}),
    'a reset': () => mock.reset(),
  };
  let before = await metricsOf(mock);
  for (const [step, take] of Object.entries(steps)) {
    await take();
    const after = await metricsOf(mock);
    for (const name of Object.keys(before).filter((candidate) => /_total\b/.test(candidate)))
      expect(after[name], `${name} after ${step}`).toBeGreaterThanOrEqual(before[name] ?? 0);
    before = after;
  }
  expect(before).toMatchObject({
    'imshop_mock_requests_total{outcome="accepted"}': 4,
    'imshop_mock_evictions_total{kind="integration"}': 1,
    'imshop_mock_evictions_total{kind="journal-entry"}': 1,
    'imshop_mock_control_refusals_total{status="400"}': 1,
    imshop_mock_integrations: 0,
    imshop_mock_journal_entries: 0,
    imshop_mock_journal_bytes: 0,
  });
});

test('watchers and connections are counted while they are there', async () => {
  await using mock = await startMock();
  const leaving = new AbortController();
  await mock.events({ signal: leaving.signal });
  const during = await metricsOf(mock);
  expect(during['imshop_mock_watchers']).toBe(1);
  expect(during['imshop_mock_connections']).toBeGreaterThanOrEqual(2);
  leaving.abort();
  await expect.poll(async () => (await metricsOf(mock))['imshop_mock_watchers']).toBe(0);
});

test('two mocks of one process share nothing', async () => {
  await using one = await startMock();
  await using other = await startMock();
  await post(one.url(), PUSH);
  expect((await metricsOf(one))['imshop_mock_accepted_pushes_total']).toBe(1);
  expect((await metricsOf(other))['imshop_mock_accepted_pushes_total']).toBe(0);
});

test('a listener without a server of ours tells all but its connections', async () => {
  const { text } = await supertest(createApp()).get('/_mock/metrics').expect(200);
  expect(samplesOf(text)).toHaveProperty('imshop_mock_integrations', 0);
  expect(text).not.toContain('imshop_mock_connections');
});

test('where the control API asks for the token the metrics do, and who comes without it is counted', async () => {
  await using mock = await startMock({ adminToken: 'token-of-a-test' });
  expect((await fetch(`${mock.origin}/_mock/metrics`)).status).toBe(401);
  expect((await metricsOf(mock))['imshop_mock_control_refusals_total{status="401"}']).toBe(1);
});

test('no slug and no customer is in them', async () => {
  await using mock = await startMock();
  await post(mock.url('secret-shop'), PUSH);
  expect(await mock.metrics()).not.toMatch(/secret-shop|79999999999/);
});

test('a process in which a scraped mock was closed ends by itself', () => {
  const script = `
    import { startMock } from 'imshop-mock';
    const mock = await startMock();
    await mock.metrics();
    await mock.close();`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: join(ROOT, 'test'), timeout: 20_000 });
});

test('every metric follows the naming rules and stands in the table of the documents, and no other', async () => {
  await using mock = await startMock();
  const text = await mock.metrics();
  const told = [...text.matchAll(/^# HELP (\S+) (.+)\n# TYPE \1 (counter|gauge)\n/gm)].map(
    ([, name = '', help = '', type = '']) => ({ name, help, type }),
  );
  for (const { name, type } of told) {
    expect(name).toMatch(/^(?:imshop_mock|process|nodejs)_[a-z_]+$/);
    expect(name.endsWith('_total'), name).toBe(type === 'counter');
  }
  const readme = readFileSync(join(ROOT, 'mock-server/README.md'), 'utf8');
  const table = [...readme.matchAll(/^\| `((?:imshop_mock|process|nodejs)_\w+)(?:\{\w+\})?` \| (.+) \|$/gm)];
  expect(table.map(([, name, help]) => ({ name, help }))).toEqual(told.map(({ name, help }) => ({ name, help })));
});
