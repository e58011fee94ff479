import { DEFAULT_SLUG, DEMO_SLUG, type PushPath } from '../../api/push-path.js';
import { connectMock } from '../../client/connect-mock.js';
import type { MockState } from '../../core/mock-state.js';
import { play } from './play.js';
import { OUTAGE, story } from './story.js';

export { play, type Stage } from './play.js';
export type { Outcome } from './retry.js';
export { OUTAGE, type Scene, type SceneKind, story } from './story.js';

/** Fills the integration `demo` of a mock that listens at `origin`, over HTTP like anybody, until the mock stops. */
export async function demonstrate(state: MockState, path: PushPath, origin: string): Promise<void> {
  const { seed, adminToken, clock, settings, stopping } = state;
  const url = origin + path.of(DEMO_SLUG);
  // A path without a slug knows one integration.
  const slug = path.slugOf(path.of(DEMO_SLUG)) ?? DEFAULT_SLUG;
  const mock = connectMock(origin, { path: settings.path, adminToken });
  if (settings.scenario === undefined) await mock.integration(slug).scenario(OUTAGE);
  await play(story(seed), { url, clock, stopping });
}
