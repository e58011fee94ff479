import { connect } from 'node:net';
import { startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { IS_THOROUGH } from '../../workspace/thorough.js';
import { post, pushTo } from '../post.js';
import { metricsOf } from './samples.js';

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
