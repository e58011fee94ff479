import type { Scenario, ScenarioName } from '../api/faults.js';
import type { Mock } from '../api/mock.js';
import { connectMock } from '../client/connect-mock.js';
import type { ScenarioProvider } from '../scenarios/scenario-provider.js';
import { createMockServer, type InProcessOptions } from './app.js';
import { serve } from './listener.js';

/** What `startMock` takes. */
export interface StartOptions extends Omit<InProcessOptions, 'scenario'> {
  /** A scenario that every integration goes through from its first use, by name or written out. Default: none. */
  readonly scenario?: ScenarioName | Scenario | undefined;
}

/**
 * A running mock; resolves when it listens. It is driven over its own control API, so that a test moves to a mock
 * elsewhere by calling `connectMock` instead.
 *
 * @param options Any setting of the command; `port` is 0, a free one, unless given.
 * @throws {SettingsError} naming every setting that is not allowed.
 * @throws {MockStartError} where the address cannot be listened on.
 */
export async function startMock({ scenario, ...options }: StartOptions = {}): Promise<Mock> {
  const isName = scenario === undefined || typeof scenario === 'string';
  const given: InProcessOptions = { port: 0, ...options, ...(isName ? { scenario } : {}) };
  const server = createMockServer(given, isName ? undefined : await writtenOut(scenario));
  const { adminToken, settings } = server.state;
  const { origin, close } = await serve(server);
  return connectMock(origin, { path: settings.path, adminToken, onClose: close });
}

async function writtenOut(scenario: Scenario): Promise<ScenarioProvider> {
  const { validScenario } = await import('../scenarios/scenario-file.js');
  return validScenario(scenario);
}
