import type { IntegrationState, IntegrationSummary } from '../api/integrations.js';
import { check } from './check.js';
import { integrationOf, type Operation, slugOf } from './operation.js';
import { ProblemError } from './problem.js';
import { clockMove, settingsPatch } from './schemas.js';

const PATH = '/integrations/:slug';

/** Where clocks end: a date of HTTP has four digits for the year, and a `Retry-After` may lie 31 years ahead. */
const LAST_MS = Date.UTC(9900, 0);

/** Integrations and their clocks. */
export const INTEGRATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/integrations',
    handle({ state, urlOf }): { integrations: IntegrationSummary[] } {
      return { integrations: state.integrations.map((integration) => integration.summary(urlOf(integration.slug))) };
    },
  },
  {
    method: 'get',
    path: PATH,
    handle(call): IntegrationState {
      const integration = integrationOf(call);
      return integration.state(call.urlOf(integration.slug));
    },
  },
  {
    method: 'patch',
    path: PATH,
    handle(call): IntegrationState {
      const changes = check(settingsPatch, call.body, 'settings');
      const integration = integrationOf(call);
      integration.change(changes);
      call.state.events.append('settings', integration.slug, { ...integration.settings });
      return integration.state(call.urlOf(integration.slug));
    },
  },
  { method: 'delete', path: PATH, handle: ({ state, params }) => state.delete(slugOf(params['slug'])) },
  {
    method: 'post',
    path: `${PATH}/clock`,
    async handle(call): Promise<IntegrationState['clock']> {
      const { advanceMs } = check(clockMove, call.body, 'clock');
      const integration = integrationOf(call);
      if (integration.clock.now() + advanceMs > LAST_MS)
        throw new ProblemError(400, `a clock goes no further than ${new Date(LAST_MS).toISOString()}`);
      await integration.clock.advance(advanceMs);
      const now = new Date(integration.clock.now()).toISOString();
      call.state.events.append('clock', integration.slug, { advanceMs, now });
      return { now, advancedMs: integration.clock.offsetMs };
    },
  },
];
