import type { Mock } from './api/mock.js';
import { createPlanes, type InProcessOptions } from './app.js';
import { connectMock } from './connect-mock.js';
import { serve } from './serve.js';

/**
 * A running mock; resolves when it listens. It is driven over its own control API, so that a test moves to a mock
 * elsewhere by calling `connectMock` instead.
 *
 * @param options Any setting of the command; `port` is 0, a free one, unless given.
 * @throws {SettingsError} naming every setting that is not allowed.
 * @throws {MockStartError} where the address cannot be listened on.
 */
export async function startMock(options: InProcessOptions = {}): Promise<Mock> {
  const planes = createPlanes({ port: 0, ...options });
  const { adminToken, settings } = planes.state;
  const { origin, close } = await serve(planes);
  return connectMock(origin, { path: settings.path, adminToken, onClose: close });
}
