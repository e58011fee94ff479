import type { ProviderUnderTest } from 'imshop-contracts/pact';
import { systemClock } from '../clock.js';
import { connectMock } from '../connect-mock.js';
import { silentLogger } from '../logger.js';
import { inProcess, resolveSettings } from '../options/layers.js';
import { Planes } from '../planes.js';
import { serve } from '../serve.js';
import { MockState } from '../state.js';
import { DEFAULT_SLUG } from '../vendor/route.js';

/** A mock of its own for a verification, on a free port. */
export async function startProvider(path: string | undefined): Promise<ProviderUnderTest> {
  const settings = resolveSettings([inProcess({ port: 0, ...(path !== undefined && { path }) })]);
  const state = new MockState({ settings, clock: systemClock, logger: silentLogger });
  const planes = new Planes(state);
  const { origin, close } = await serve(planes);
  const mock = connectMock(origin, { path: settings.path });
  return {
    origin,
    statesUrl: `${origin}/_mock/pact-states`,
    reset: async () => state.reset(),
    received: async () => state.unrouted + state.integrations.reduce((sum, { counters }) => sum + counters.requests, 0),
    pass: async (ms) => {
      for (const { slug } of state.integrations) await mock.integration(slug).clock({ advanceMs: ms });
    },
    deliveries: async (target, userId) => {
      const inbox = await mock.integration(planes.path.slugOf(target) ?? DEFAULT_SLUG).inbox(userId);
      return inbox.notifications.length;
    },
    close,
  };
}
