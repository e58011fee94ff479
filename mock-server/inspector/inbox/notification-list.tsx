import { useMemo, useState } from 'preact/hooks';
import type { Notification } from '../../src/api/requests.js';
import { Deeplink } from '../phone/deeplink.js';
import { NotificationCard } from '../phone/notification-card.js';
import { useInspector, useMoments, useWords } from '../state/context.js';
import { newestFirst, type Shown } from './seen-before.js';

/** Notifications drawn at first, and with each further wish. */
const BATCH = 100;

/** The notification centre of a phone: every notification with what it would open and whence it came. */
export function NotificationList({ notifications }: { readonly notifications: readonly Notification[] }) {
  const words = useWords().inbox;
  const [most, setMost] = useState(BATCH);
  const shown = useMemo(() => newestFirst(notifications), [notifications]);
  const hidden = shown.length - most;
  return (
    <>
      <ol class="notification-centre" aria-label={words.newestFirst}>
        {shown.slice(0, most).map((each) => (
          <NotificationItem key={each.key} shown={each} />
        ))}
      </ol>
      {hidden > 0 && (
        <p>
          {words.more(hidden)}{' '}
          <button type="button" onClick={() => setMost(most + BATCH)}>
            {words.showMore}
          </button>
        </p>
      )}
    </>
  );
}

function NotificationItem({ shown: { notification, time } }: { readonly shown: Shown }) {
  const words = useWords().inbox;
  const { route } = useInspector();
  const { requestId, receivedAt, deeplink } = notification;
  return (
    <li>
      <NotificationCard push={notification} system="ios" when={<Moment at={receivedAt} />} />
      <div class="about">
        {time > 1 && <strong class="again">{words.again(time)}</strong>}
        {deeplink !== undefined && (
          <span>
            <span class="muted">{words.deeplink}</span> <Deeplink to={deeplink} />
          </span>
        )}
        <button type="button" class="to-request" onClick={() => route.go({ view: 'requests', requestId })}>
          {words.toRequest} {requestId}
        </button>
      </div>
    </li>
  );
}

function Moment({ at }: { readonly at: string }) {
  const moments = useMoments();
  return <time dateTime={at}>{moments.full(at)}</time>;
}
