import type { PushRequest } from 'imshop-contracts';
import { NO_HISTORY, type PushHistory } from '../api/advisory.js';
import type { DeliverySegment } from '../log/delivery-segment.js';
import { pushKey } from '../log/push-key.js';

/** A push whose earlier deliveries are asked for. */
export interface HistoryQuery {
  /** The number of its request. */
  readonly number: number;
  readonly atMs: number;
  readonly push: PushRequest;
}

/** The same push to the same customer within this time counts as repeated. */
const REPEATED_WITHIN_MS = 60_000;

/** Bytes of deliveries before a request that are searched: tens of thousands of customers. */
const LOOK_BACK_BYTES = 2 ** 20;

/**
 * The earlier deliveries of each push, as far as it looks back.
 *
 * @param queries In the order of their numbers.
 */
export function pushHistories(
  segments: readonly DeliverySegment[],
  queries: readonly HistoryQuery[],
): readonly PushHistory[] {
  const lastDeliveryMs = new Map(queries.map(({ push }) => [pushKey(push), new Map<string, number>()]));
  const histories: PushHistory[] = [];
  const answerUpTo = (number: number) => {
    for (let query = queries[histories.length]; query && query.number <= number; query = queries[histories.length]) {
      histories.push(historyOf(query, lastDeliveryMs.get(pushKey(query.push))));
    }
  };
  const [oldest] = queries;
  for (const segment of oldest ? lookBack(segments, oldest.number) : []) {
    for (const delivery of segment.deliveries()) {
      answerUpTo(delivery.number);
      if (histories.length === queries.length) return histories;
      const customers = lastDeliveryMs.get(delivery.key);
      if (customers) for (const userId of delivery.userIds()) customers.set(userId, delivery.atMs);
    }
  }
  answerUpTo(Number.POSITIVE_INFINITY);
  return histories;
}

/** The segments from a mebibyte before a request on. */
function lookBack(segments: readonly DeliverySegment[], number: number): readonly DeliverySegment[] {
  let first = segments.findLastIndex(({ firstNumber }) => firstNumber <= number);
  for (let bytes = 0; first > 0 && bytes < LOOK_BACK_BYTES; first -= 1) bytes += segments[first - 1]?.size ?? 0;
  return segments.slice(Math.max(0, first));
}

function historyOf({ atMs, push }: HistoryQuery, customers: ReadonlyMap<string, number> | undefined): PushHistory {
  if (!customers || customers.size === 0) return NO_HISTORY;
  const since = atMs - REPEATED_WITHIN_MS;
  const repeated = push.userIds.filter((userId) => (customers.get(userId) ?? Number.NEGATIVE_INFINITY) >= since).length;
  return { repeated, reached: customers.size };
}
