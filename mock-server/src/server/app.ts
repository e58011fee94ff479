import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ScenarioName } from '../api/faults.js';
import { type Clock, systemClock } from '../base/clock.js';
import { type Logger, silentLogger } from '../base/logger.js';
import { MockState } from '../core/mock-state.js';
import { type ScenarioProvider, scenarioByName } from '../scenarios/scenario-provider.js';
import { SettingsError } from '../settings/errors.js';
import { COMMAND_SETTINGS, type MockOptions } from '../settings/settings.js';
import { fromOptions, mutantFromEnvironment, resolveSettings } from '../settings/sources.js';
import { MockServer } from './mock-server.js';

/** What a mock in this process may be given beside its settings. */
export interface InProcessOptions extends MockOptions {
  /** Where time comes from. Default: the machine's clock. */
  readonly clock?: Clock;
  /** What log lines are written to. Default: nothing. */
  readonly logger?: Logger;
  /** A scenario that every integration goes through from its first use. Default: none. */
  readonly scenario?: ScenarioName | undefined;
}

/**
 * The mock as a request listener, for supertest or a server of your own. Its state lives as long as the listener.
 *
 * @throws {SettingsError} naming every setting that is not allowed.
 */
export function createApp(options: InProcessOptions = {}): RequestListener {
  const server = createMockServer(options);
  return (request: IncomingMessage, response: ServerResponse) => server.handle(request, response);
}

/**
 * The request listener over its state.
 *
 * @param scenarios In place of `options.scenario`.
 */
export function createMockServer(
  { clock = systemClock, logger = silentLogger, ...options }: InProcessOptions,
  scenarios?: ScenarioProvider,
): MockServer {
  refuseCommandSettings(options);
  const settings = resolveSettings([fromOptions(options), mutantFromEnvironment(process.env)]);
  return new MockServer(
    new MockState({ settings, clock, logger, scenarios: scenarios ?? scenarioByName(settings.scenario) }),
  );
}

/** The types know none of them; JavaScript may give one all the same, and would wonder why nothing comes of it. */
function refuseCommandSettings(options: Readonly<Record<string, unknown>>): void {
  const given = COMMAND_SETTINGS.filter((key) => options[key] !== undefined);
  const allowed = 'left out: only the command takes it';
  if (given.length > 0) throw new SettingsError(given.map((name) => ({ name, value: undefined, allowed })));
}
