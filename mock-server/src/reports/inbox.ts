import type { Notification } from '../api/requests.js';
import type { Entry } from '../log/entry.js';
import { pushKey } from '../log/push-key.js';
import { type Deliver, deliveredPushes } from './sent.js';

/**
 * What one customer's phone would show, oldest first; an id named twice in a request is shown twice.
 *
 * @param deliver What reaches phones of an accepted push.
 */
export function inboxOf(entries: readonly Entry[], userId: string, deliver: Deliver): Notification[] {
  const seen = new Set<string>();
  return entries
    .flatMap((entry) => deliveredPushes(entry, deliver).map((push) => ({ entry, push })))
    .flatMap(({ entry, push }) => {
      const copies = push.userIds.filter((id) => id === userId).length;
      if (copies === 0) return [];
      const { message, deeplink } = push;
      const shown = { title: message.title, summary: message.summary, ...(deeplink === undefined ? {} : { deeplink }) };
      const key = pushKey(push);
      return Array.from({ length: copies }, () => {
        const duplicate = seen.has(key);
        seen.add(key);
        return { requestId: entry.id, receivedAt: new Date(entry.receivedAtMs).toISOString(), ...shown, duplicate };
      });
    });
}
