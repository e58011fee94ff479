import type { PushRequest } from 'imshop-contracts';
import type { Duplicated, LedgerReport } from '../api/reports.js';
import type { DeliverySegment } from '../log/delivery-segment.js';
import type { IntegrationLog } from '../log/integration-log.js';
import { pushKey } from '../log/push-key.js';
import { readDeliveries } from '../log/read-deliveries.js';
import { PairSet } from './pair-set.js';

/** What an accepted push becomes on phones: itself, unless the vendor is a mutant. */
export type Deliver = (push: PushRequest) => readonly PushRequest[];

/** Who got which push, and how often. Two pushes are the same where title, summary and deeplink are. */
export async function ledgerOf(log: IntegrationLog, deliver: Deliver): Promise<LedgerReport> {
  const { deliveries, requestsSinceClear: requests } = log;
  const { pushes: acceptedRequests, evictedRecipients: forgotten } = deliveries;
  const segments = deliveries.segments();
  return {
    ...(await countDeliveries(segments, deliveries.recipients, deliver)),
    requests,
    acceptedRequests,
    forgotten,
  };
}

/**
 * Counts in two passes. The first finds pairs of a push and a customer that come twice, by a hash of each: a map of
 * millions of pairs would take hundreds of megabytes. The second counts those exactly.
 */
async function countDeliveries(
  segments: readonly DeliverySegment[],
  recipients: number,
  deliver: Deliver,
): Promise<Pick<LedgerReport, 'once' | 'duplicated'>> {
  const pairs = new PairSet(recipients);
  await readPairs(segments, deliver, (_push, key, userId) => pairs.add(key, userId));
  if (pairs.repeated === 0) return { once: pairs.size, duplicated: [] };

  const counted = new Map<string, Mutable<Duplicated>>();
  await readPairs(segments, deliver, ({ message, deeplink }, key, userId) => {
    if (!pairs.isRepeated(key, userId)) return;
    const pair = `${key} ${userId}`;
    const known = counted.get(pair);
    if (known) known.times += 1;
    else counted.set(pair, { userId, times: 1, message, ...(deeplink === undefined ? {} : { deeplink }) });
  });
  const duplicated = [...counted.values()].filter(({ times }) => times > 1);
  return { once: pairs.size - pairs.repeated + counted.size - duplicated.length, duplicated };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

async function readPairs(
  segments: readonly DeliverySegment[],
  deliver: Deliver,
  visit: (push: PushRequest, key: string, userId: string) => void,
): Promise<void> {
  await readDeliveries(segments, (delivery) => {
    const accepted = delivery.push();
    for (const push of deliver(accepted)) {
      const key = push.message === accepted.message ? delivery.key : pushKey(push);
      for (const userId of push.userIds) visit(push, key, userId);
    }
  });
}
