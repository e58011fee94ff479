import './inbox.css';
import { computed } from '@preact/signals';
import { useEffect, useId, useState } from 'preact/hooks';
import type { Inbox } from '../../src/api/requests.js';
import { CustomerId } from '../components/masking.js';
import { Panel } from '../components/panel.js';
import { useInspector, useTexts } from '../state/context.js';
import { coalesce } from '../state/timing.js';
import { NotificationList } from './notification-list.js';

/** Shortest interval between two calls: for each the mock searches its whole journal. */
const LOAD_INTERVAL_MS = 500;

/** The notifications on one customer's phone. The customer's id is not in the URL, which would leave it in the history. */
export function InboxView() {
  const texts = useTexts().inbox;
  const { slug } = useInspector();
  const [userId, setUserId] = useState<string>();
  return (
    <Panel title={texts.title}>
      <CustomerForm onSubmit={setUserId} />
      {slug.value === undefined || userId === undefined ? (
        <p class="muted">{texts.choose}</p>
      ) : (
        <CustomerInbox key={userId} slug={slug.value} userId={userId} />
      )}
    </Panel>
  );
}

function CustomerForm({ onSubmit }: { readonly onSubmit: (userId: string) => void }) {
  const texts = useTexts().inbox;
  const hintId = useId();
  return (
    <form
      class="customer-form"
      onSubmit={(event) => {
        event.preventDefault();
        const entered = new FormData(event.currentTarget).get('userId');
        if (typeof entered === 'string' && entered.trim() !== '') onSubmit(entered.trim());
      }}
    >
      <label>
        {texts.userId}
        <input name="userId" dir="auto" autocomplete="off" spellcheck={false} required aria-describedby={hintId} />
      </label>
      <button type="submit">{texts.show}</button>
      <span id={hintId} class="muted">
        {texts.userIdHint}
      </span>
    </form>
  );
}

interface CustomerProps {
  readonly slug: string;
  readonly userId: string;
}

function CustomerInbox({ slug, userId }: CustomerProps) {
  const texts = useTexts().inbox;
  const inbox = useInbox(slug, userId);
  if (inbox === undefined) return null;
  const { notifications, evicted } = inbox;
  return (
    <>
      <p role="status">
        {texts.customer} <CustomerId id={userId} />: {texts.notifications(notifications.length)}
        {evicted > 0 && <span class="muted"> ({texts.evicted(evicted)})</span>}
      </p>
      {notifications.length === 0 && evicted === 0 && <p>{texts.empty}</p>}
      {notifications.length > 0 && <NotificationList notifications={notifications} />}
    </>
  );
}

/** The inbox of a customer, loaded again whenever requests come in; `undefined` until the mock answers. */
function useInbox(slug: string, userId: string): Inbox | undefined {
  const inspector = useInspector();
  const [inbox, setInbox] = useState<Inbox>();
  useEffect(() => {
    let isMounted = true;
    const load = coalesce(async () => {
      if (!isMounted) return;
      const loaded = await inspector.call((mock) => mock.integration(slug).inbox(userId));
      if (isMounted && loaded) setInbox(loaded);
    }, LOAD_INTERVAL_MS);
    const unsubscribe = computed(() => inspector.rows.all).subscribe(load);
    return () => {
      isMounted = false;
      unsubscribe();
    };
  }, [inspector, slug, userId]);
  return inbox;
}
