import { startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
import { post, pushTo } from '../post.js';
import { metricsOf } from './samples.js';

test('events that are no longer kept count as evicted', async () => {
  await using mock = await startMock({ eventsMax: 10 });
  for (let sent = 0; sent < 21; sent += 1) await post(`${mock.origin}/nowhere`, '');
  expect((await metricsOf(mock))['imshop_mock_evictions_total{kind="event"}']).toBe(11);
});

test('deliveries that were evicted are counted, one a customer', async () => {
  await using mock = await startMock({ deliveriesMaxBytes: 65_536, rateLimit: null });
  const userIds = Array.from({ length: 1_000 }, (_, id) => String(id));
  for (let push = 0; push < 11; push += 1) await post(mock.url(), pushTo(userIds, { title: `${push}`, summary: 'x' }));
  const metrics = await metricsOf(mock);
  const evicted = metrics['imshop_mock_evictions_total{kind="delivery"}'] ?? 0;
  const held = metrics['imshop_mock_deliveries'] ?? 0;
  expect(evicted).toBeGreaterThan(0);
  expect(evicted + held).toBe(11_000);
});
