import { useMemo, useState } from 'preact/hooks';
import type { Notification } from '../../src/api/requests.js';
import { pushKey } from '../../src/log/push-key.js';
import { Deeplink, NotificationCard } from '../phone/notification-card.js';
import { useInspector, useTexts, useTimeFormat } from '../state/context.js';

/** Number of notifications rendered at first, and added by "Show more". */
const PAGE_SIZE = 100;

/** A phone's notification centre; each notification with its deeplink and its request. */
export function NotificationList({ notifications }: { readonly notifications: readonly Notification[] }) {
  const texts = useTexts().inbox;
  const [limit, setLimit] = useState(PAGE_SIZE);
  const items = useMemo(() => itemsOf(notifications), [notifications]);
  const hidden = items.length - limit;
  return (
    <>
      <ol class="notification-centre" aria-label={texts.newestFirst}>
        {items.slice(0, limit).map((item) => (
          <NotificationItem key={item.key} item={item} />
        ))}
      </ol>
      {hidden > 0 && (
        <p>
          {texts.more(hidden)}{' '}
          <button type="button" onClick={() => setLimit(limit + PAGE_SIZE)}>
            {texts.showMore}
          </button>
        </p>
      )}
    </>
  );
}

function NotificationItem({ item: { notification, occurrence } }: { readonly item: Item }) {
  const texts = useTexts().inbox;
  const { router } = useInspector();
  const format = useTimeFormat();
  const { requestId, receivedAt, deeplink } = notification;
  const when = <time dateTime={receivedAt}>{format.dateTime(receivedAt)}</time>;
  return (
    <li>
      <NotificationCard push={notification} platform="ios" when={when} />
      <div class="details">
        {occurrence > 1 && <strong class="repeated">{texts.repeated(occurrence)}</strong>}
        {deeplink !== undefined && (
          <span>
            <span class="muted">{texts.opens}</span> <Deeplink to={deeplink} />
          </span>
        )}
        <button type="button" class="open-request" onClick={() => router.navigate({ view: 'requests', requestId })}>
          {texts.openRequest} {requestId}
        </button>
      </div>
    </li>
  );
}

interface Item {
  readonly key: string;
  readonly notification: Notification;
  /** 1 for the first delivery of this push to the customer, 2 for its first duplicate. */
  readonly occurrence: number;
}

/** Numbers the occurrences of each push, oldest first; returns the newest first. */
function itemsOf(oldestFirst: readonly Notification[]): readonly Item[] {
  const ofPush = new Map<string, number>();
  const inRequest = new Map<string, number>();
  return oldestFirst
    .map((notification) => {
      const { requestId } = notification;
      const occurrence = increment(ofPush, pushKey({ message: notification, ...notification }));
      return { key: `${requestId} ${increment(inRequest, requestId)}`, notification, occurrence };
    })
    .toReversed();
}

function increment(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}
