import type { Logger } from '../logger.js';
import type { SettingKey, Settings } from '../options/settings.js';
import { VERSION } from '../version.js';
import { StoreError } from './errors.js';
import type { Covenant, RedisLog } from './redis-log.js';

/** Settings that replicas of one vendor may differ in: where they are, and what they write. */
const OWN: readonly SettingKey[] = [
  'port',
  'host',
  'adminToken',
  'allowedHosts',
  'demo',
  'json',
  'logLevel',
  'recordTape',
  'seed',
  'store',
  'storeDown',
  'storePrefix',
];

/** What a replica offers to agree on. */
export function covenantOf(settings: Settings, seed: number): Covenant {
  const shared = Object.entries(settings).filter(([key]) => !OWN.some((own) => own === key));
  return { seed, settings: JSON.stringify(Object.fromEntries([['version', VERSION], ...shared])) };
}

/**
 * The seed that the replicas share. Where nobody is there any more, a replica with other settings begins anew.
 *
 * @throws {StoreError} where replicas with other settings are there.
 */
export async function agreedSeed(log: RedisLog, offer: Covenant, logger: Logger): Promise<number> {
  const kept = await log.agree(offer);
  if (kept.settings === offer.settings) return kept.seed;
  const others = [...(await log.presence()).values()].filter((position) => position !== null);
  const differing = differingSettings(kept.settings, offer.settings);
  if (others.length > 0) {
    const who = others.length === 1 ? 'a replica is' : `${others.length} replicas are`;
    throw new StoreError('other-settings', `${who} there with other settings: ${differing.join(', ')}`);
  }
  logger.warn({ differing }, 'the settings changed and no replica is there: what was shared is forgotten');
  await log.clear();
  return (await log.agree(offer)).seed;
}

function differingSettings(kept: string, offered: string): string[] {
  const [theirs, ours] = [new Map(Object.entries(JSON.parse(kept))), new Map(Object.entries(JSON.parse(offered)))];
  const keys = new Set([...theirs.keys(), ...ours.keys()]);
  return [...keys].filter((key) => JSON.stringify(theirs.get(key)) !== JSON.stringify(ours.get(key)));
}
