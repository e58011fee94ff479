import { DEFAULT_SLUG } from '../api/push-path.js';
import type { Settings } from '../api/settings.js';
import type { MockState } from '../core/mock-state.js';
import { serve } from '../server/listener.js';
import { environmentName, URL_VARIABLE } from '../settings/layers.js';
import type { Flags } from './flags.js';
import { mockOf } from './mock-of.js';

/** A mock that runs for one command alone. */
export interface OwnMock {
  readonly state: MockState;
  /** What the command is to find in its environment beside what is there. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Serves on a free port, unless a flag names one, as long as something uses it. */
export async function withOwnMock<T>(
  flags: Flags,
  defaults: Partial<Settings>,
  use: (mock: OwnMock) => Promise<T>,
): Promise<T> {
  const planes = await mockOf({ ...flags, settings: { port: '0', ...flags.settings } }, defaults);
  const serving = await serve(planes);
  const { adminToken } = planes.state;
  try {
    const variables = {
      IMSHOP_PUSH_URL: serving.origin + planes.path.of(DEFAULT_SLUG),
      [URL_VARIABLE]: serving.origin,
      ...(adminToken === undefined ? {} : { [environmentName('adminToken')]: adminToken }),
    };
    return await use({ state: planes.state, variables });
  } finally {
    await serving.close();
  }
}
