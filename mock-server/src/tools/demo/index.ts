import { DEFAULT_SLUG, DEMO_SLUG, type PushPath } from '../../api/push-path.js';
import { connectMock } from '../../client/connect-mock.js';
import type { MockState } from '../../core/mock-state.js';
import { sendTraffic } from './send-traffic.js';
import { DEMO_SCENARIO, demoTraffic } from './traffic.js';

export { type DemoAnswer, type SendOptions, sendTraffic } from './send-traffic.js';
export { DEMO_SCENARIO, type DemoRequest, type DemoRequestType, demoTraffic } from './traffic.js';

/** Sends traffic to the integration `demo` of a mock, over HTTP as any sender does, until the mock stops. */
export async function sendDemoTraffic(state: MockState, path: PushPath, origin: string): Promise<void> {
  const { seed, adminToken, clock, settings, stopping } = state;
  const url = origin + path.of(DEMO_SLUG);
  // A path without a slug has only the default integration.
  const slug = path.slugOf(path.of(DEMO_SLUG)) ?? DEFAULT_SLUG;
  const mock = connectMock(origin, { path: settings.path, adminToken });
  if (settings.scenario === undefined) await mock.integration(slug).scenario(DEMO_SCENARIO);
  await sendTraffic(demoTraffic(seed), { url, clock, signal: stopping });
}
