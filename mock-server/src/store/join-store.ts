import { randomInt } from 'node:crypto';
import { isLoopback } from '../admin-token.js';
import { systemClock } from '../clock.js';
import { type CallData, callOf, type Operation, type Perform, reachOf } from '../control/operation.js';
import { Problem } from '../control/problem.js';
import { SettingsError } from '../options/errors.js';
import type { Settings } from '../options/settings.js';
import { Planes } from '../planes.js';
import { messageOf } from '../printing/message-of.js';
import { type MockParts, MockState } from '../state.js';
import { LocalIntake } from '../vendor/local-intake.js';
import { PushPath } from '../vendor/route.js';
import { agreedSeed, covenantOf } from './covenant.js';
import { StoreDownError, StoreError } from './errors.js';
import { RedisLog } from './redis-log.js';
import { Replica } from './replica.js';
import { SharedClock } from './shared-clock.js';
import { SharedIntake } from './shared-intake.js';
import { nameOfOperation, Steps } from './steps.js';

/** What a mock is made of beside its settings. */
type Parts = Pick<MockParts, 'logger' | 'scenarios' | 'fidelity'>;

/**
 * A mock that shares its state with every other that names the same store: one vendor behind several addresses.
 *
 * @throws {StoreError} where the store cannot be reached, or replicas with other settings are there.
 * @throws {SettingsError} where an admin token would be made up: replicas must ask for the same one.
 */
export async function joinStore(settings: Settings, url: string, parts: Parts): Promise<Planes> {
  if (settings.adminToken === undefined && !isLoopback(settings.host)) throw tokenNeeded();
  const log = new RedisLog(url, settings.storePrefix);
  try {
    await log.connect().catch((error: unknown) => {
      throw unreachable(url, error);
    });
    const seed = await agreedSeed(log, covenantOf(settings, settings.seed ?? randomInt(2 ** 32 - 1)), parts.logger);
    return await joined(log, { ...settings, seed }, parts);
  } catch (error) {
    log.close();
    throw error;
  }
}

async function joined(log: RedisLog, settings: Settings, { logger, scenarios, fidelity }: Parts): Promise<Planes> {
  const clock = new SharedClock();
  const state = new MockState({ settings, clock, logger, scenarios, fidelity, machineClock: systemClock });
  const path = new PushPath(settings.path);
  const local = new LocalIntake(state);
  await local.warmUp();
  const steps = new Steps(state, path, local);
  const replica = new Replica(log, state, clock, steps);
  await replica.start();
  const intake = new SharedIntake(replica, steps, local, settings.storeDown === 'local');
  return new Planes(state, { intake, perform: performOn(replica, state, path), close: () => replica.close() });
}

/** Takes a call everywhere; one that only looks, here, after all that came before it anywhere. */
function performOn(replica: Replica, state: MockState, path: PushPath): Perform {
  const here = (operation: Operation, data: CallData, signal: AbortSignal) =>
    operation.handle(callOf(state, path, data, signal));
  return async (operation, data, signal) => {
    const reach = reachOf(operation);
    if (reach === 'own') return here(operation, data, signal);
    try {
      if (reach === 'changes') {
        return await replica.take({ step: { type: 'call', operation: nameOfOperation(operation), data } });
      }
      await replica.take({ step: { type: 'look', slug: data.params['slug'] } });
    } catch (error) {
      if (error instanceof StoreDownError) throw new Problem(503, 'the store that replicas share does not answer');
      throw error;
    }
    return here(operation, data, signal);
  };
}

function tokenNeeded(): SettingsError {
  const allowed = 'given with --store beyond loopback: replicas must ask for the same token';
  return new SettingsError([{ name: '--admin-token', value: undefined, allowed }]);
}

/** Without the password that the address may hold. */
function unreachable(url: string, error: unknown): StoreError {
  const shown = url.replace(/\/\/[^@/]*@/, '//');
  const why = messageOf(error);
  return new StoreError('unreachable', `cannot reach the store at ${shown}: ${why}`, error);
}
