import type { ProviderUnderTest } from 'imshop-contracts/pact';
import { DEFAULT_SLUG } from '../../api/push-path.js';
import { systemClock } from '../../base/clock.js';
import { silentLogger } from '../../base/logger.js';
import { connectMock } from '../../client/connect-mock.js';
import { MockState } from '../../core/mock-state.js';
import { serve } from '../../server/listener.js';
import { MockServer } from '../../server/mock-server.js';
import { fromOptions, resolveSettings } from '../../settings/sources.js';

/** A mock of its own for a verification, on a free port. */
export async function startProvider(path: string | undefined): Promise<ProviderUnderTest> {
  const settings = resolveSettings([fromOptions({ port: 0, ...(path !== undefined && { path }) })]);
  const state = new MockState({ settings, clock: systemClock, logger: silentLogger });
  const planes = new MockServer(state);
  const { origin, close } = await serve(planes);
  const mock = connectMock(origin, { path: settings.path });
  return {
    origin,
    statesUrl: `${origin}/_mock/pact-states`,
    reset: async () => state.reset(),
    requestCount: async () =>
      state.unrouted + state.integrations.reduce((sum, { counters }) => sum + counters.requests, 0),
    advanceClock: async (ms) => {
      for (const { slug } of state.integrations) await mock.integration(slug).clock({ advanceMs: ms });
    },
    deliveryCount: async (target, userId) => {
      const inbox = await mock.integration(planes.path.slugOf(target) ?? DEFAULT_SLUG).inbox(userId);
      return inbox.notifications.length;
    },
    close,
  };
}
