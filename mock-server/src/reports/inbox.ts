import type { Inbox, Notification } from '../api/requests.js';
import type { IntegrationLog } from '../log/integration-log.js';
import { pushKey } from '../log/push-key.js';
import { readDeliveries } from '../log/read-deliveries.js';
import type { Deliver } from './ledger.js';

/**
 * The notifications on one customer's phone, oldest first; an id that a request names twice is shown twice.
 *
 * @param deliver What an accepted push becomes on phones.
 */
export async function inboxOf(
  slug: string,
  { deliveries }: IntegrationLog,
  userId: string,
  deliver: Deliver,
): Promise<Inbox> {
  const evicted = deliveries.evictedRecipients;
  const seen = new Set<string>();
  const notifications: Notification[] = [];
  await readDeliveries(deliveries.segments(), (delivery) => {
    if (!delivery.mayName(userId)) return;
    const requestId = `${slug}-${delivery.number}`;
    const receivedAt = new Date(delivery.atMs).toISOString();
    for (const push of deliver(delivery.push())) {
      const { message, userIds, ...deeplink } = push;
      const { title, summary } = message;
      const key = pushKey(push);
      for (const _copy of userIds.filter((id) => id === userId)) {
        notifications.push({ requestId, receivedAt, title, summary, ...deeplink, duplicate: seen.has(key) });
        seen.add(key);
      }
    }
  });
  return { userId, notifications, evicted };
}
