import type { ProviderUnderTest } from 'imshop-contracts/pact';
import type { Mock } from '../../api/mock.js';
import { PushPath } from '../../api/push-path.js';
import { startMock } from '../../server/start-mock.js';

/**
 * Starts a mock for a verification, on a free port.
 *
 * @param path The setting `path`.
 */
export async function startProvider(path: string | undefined): Promise<ProviderUnderTest> {
  const mock = await startMock({ mutant: 'none', ...(path !== undefined && { path }) });
  const pushPath = new PushPath(mock.url(':slug').slice(mock.origin.length));
  let unroutedBefore = 0;
  return {
    origin: mock.origin,
    statesUrl: `${mock.origin}/_mock/pact-states`,
    reset: async () => {
      await mock.reset();
      unroutedBefore = await countUnrouted(mock);
    },
    requestCount: async () => {
      const routed = (await mock.integrations()).reduce((sum, { counters }) => sum + counters.requests, 0);
      return routed + (await countUnrouted(mock)) - unroutedBefore;
    },
    advanceClock: async (ms) => {
      for (const { slug } of await mock.integrations()) await mock.integration(slug).clock({ advanceMs: ms });
    },
    deliveryCount: async (target, userId) => {
      const { notifications } = await mock.integration(pushPath.slugOf(target)).inbox(userId);
      return notifications.length;
    },
    close: () => mock.close(),
  };
}

/** Counts the requests to paths of no integration, since the mock was started: a reset keeps this counter. */
async function countUnrouted(mock: Mock): Promise<number> {
  const counters = (await mock.metrics()).matchAll(/^imshop_mock_unrouted_requests_total\{.*\} (\d+)$/gm);
  return [...counters].reduce((sum, [, count]) => sum + Number(count), 0);
}
