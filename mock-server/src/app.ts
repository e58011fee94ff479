import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Clock, systemClock } from './clock.js';
import { type Logger, silentLogger } from './logger.js';
import { inProcess, resolveSettings } from './options/layers.js';
import type { MockOptions } from './options/settings.js';
import { Planes } from './planes.js';
import { MockState } from './state.js';

/** What a mock in this process may be given beside its settings. */
export interface InProcessOptions extends MockOptions {
  /** Where time comes from. Default: the machine's clock. */
  readonly clock?: Clock;
  /** What log lines are written to. Default: nothing. */
  readonly logger?: Logger;
}

/**
 * The mock as a request listener, for supertest or a server of your own. Its state lives as long as the listener.
 *
 * @throws {SettingsError} naming every setting that is not allowed.
 */
export function createApp(options: InProcessOptions = {}): RequestListener {
  const planes = createPlanes(options);
  return (request: IncomingMessage, response: ServerResponse) => planes.handle(request, response);
}

/** Both planes over one state. */
export function createPlanes({ clock = systemClock, logger = silentLogger, ...options }: InProcessOptions): Planes {
  return new Planes(new MockState(resolveSettings([inProcess(options)]), clock, logger));
}
