import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createApp, startMock } from 'imshop-mock';
import supertest from 'supertest';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../workspace/root.js';
import { IS_THOROUGH } from '../workspace/thorough.js';
import { metricsOf, samplesOf } from './metrics/samples.js';
import { sendRaw } from './metrics/send-raw.js';
import { PUSH, post, pushTo } from './post.js';

const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8';
const OPENMETRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

describe('the format is the one that the scraper asks for', () => {
  test.each([
    ['nothing', undefined, PROMETHEUS],
    ['anything', '*/*', PROMETHEUS],
    ['OpenMetrics', 'application/openmetrics-text', OPENMETRICS],
    ['OpenMetrics or else', 'text/plain;q=0.5, application/OpenMetrics-Text; version=1.0.0', OPENMETRICS],
    ['OpenMetrics last', 'text/plain, application/openmetrics-text;q=0.5', PROMETHEUS],
    ['anything but OpenMetrics', '*/*, application/openmetrics-text;q=0', PROMETHEUS],
    ['a quality that is none', 'application/openmetrics-text;q=high', PROMETHEUS],
    [
      'what Prometheus 2 does',
      'application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
      OPENMETRICS,
    ],
    [
      'what Prometheus 3 does',
      'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
      OPENMETRICS,
    ],
  ])('%s', async (_, accept, contentType) => {
    await using mock = await startMock();
    // Both formats of one mock: the one must not change what the other says.
    for (const asked of ['application/openmetrics-text', accept]) {
      const response = await fetch(
        `${mock.origin}/_mock/metrics`,
        asked === undefined ? {} : { headers: { accept: asked } },
      );
      const text = await response.text();
      const expected = asked === accept ? contentType : OPENMETRICS;
      expect(response.headers.get('content-type')).toBe(expected);
      expect(text.endsWith('# EOF\n')).toBe(expected === OPENMETRICS);
      expect(text).toContain(
        `# TYPE imshop_mock_requests${expected === OPENMETRICS ? '' : '_total'} counter\nimshop_mock_requests_total{outcome="accepted"} 0\n`,
      );
    }
  });
});

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
    imshop_mock_ledger_pairs: 2,
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

// Bounds that no setting lowers: meeting them takes seconds, for behaviour that seldom changes.
describe.runIf(IS_THOROUGH)('what has to go counts as evicted', () => {
  test('events that are no longer kept', async () => {
    await using mock = await startMock();
    for (let sent = 0; sent < 2_001; sent += 1) await post(`${mock.origin}/nowhere`, '');
    expect((await metricsOf(mock))['imshop_mock_evictions_total{kind="event"}']).toBe(1_001);
  });

  test('pairs of a push and a customer', async () => {
    await using mock = await startMock({ maxUserIds: 100_000, rateLimit: null });
    const userIds = Array.from({ length: 100_000 }, (_, id) => String(id));
    for (let push = 0; push < 11; push += 1)
      await post(mock.url(), pushTo(userIds, { title: `${push}`, summary: 'x' }));
    expect(await metricsOf(mock)).toMatchObject({
      'imshop_mock_evictions_total{kind="ledger-pair"}': 100_000,
      imshop_mock_ledger_pairs: 1_000_000,
    });
  });

  test('a watcher that does not read', async () => {
    await using mock = await startMock();
    const { hostname, port } = new URL(mock.origin);
    const deaf = connect(Number(port), hostname).on('error', () => {});
    deaf.write('GET /_mock/events HTTP/1.1\r\nHost: x\r\n\r\n');
    const evicted = async () => {
      const nowhere = `${mock.origin}/${'x'.repeat(300)}`;
      await Promise.all(Array.from({ length: 200 }, () => post(nowhere, '')));
      return (await metricsOf(mock))['imshop_mock_evictions_total{kind="watcher"}'];
    };
    await expect.poll(evicted, { timeout: 50_000, interval: 0 }).toBe(1);
    deaf.destroy();
  });
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
