import type { Notification } from '../../src/api/requests.js';
import { pushKey } from '../../src/log/push-key.js';

/** A notification, and the how-manieth time it is that this customer sees the same push. */
export interface Shown {
  readonly key: string;
  readonly notification: Notification;
  readonly time: number;
}

/** Newest first; what came before counts for what comes after. */
export function newestFirst(oldestFirst: readonly Notification[]): readonly Shown[] {
  const times = new Map<string, number>();
  const copies = new Map<string, number>();
  return oldestFirst
    .map((notification) => {
      const { requestId } = notification;
      const time = counted(times, pushKey({ message: notification, ...notification }));
      return { key: `${requestId} ${counted(copies, requestId)}`, notification, time };
    })
    .toReversed();
}

function counted(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}
