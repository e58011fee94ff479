import './inbox.css';
import { useId, useState } from 'preact/hooks';
import { CustomerId } from '../parts/customer-id.js';
import { Panel } from '../parts/panel.js';
import { useInspector, useWords } from '../state/context.js';
import { NotificationList } from './notification-list.js';
import { useInbox } from './use-inbox.js';

/** What the phone of one customer would show. Who that is stays out of the address bar. */
export function InboxView() {
  const words = useWords().inbox;
  const { slug } = useInspector();
  const [userId, setUserId] = useState<string>();
  return (
    <Panel title={words.title}>
      <CustomerForm onChoose={setUserId} />
      {slug.value === undefined || userId === undefined ? (
        <p class="muted">{words.choose}</p>
      ) : (
        <InboxOf key={userId} slug={slug.value} userId={userId} />
      )}
    </Panel>
  );
}

function CustomerForm({ onChoose }: { readonly onChoose: (userId: string) => void }) {
  const words = useWords().inbox;
  const hintId = useId();
  return (
    <form
      class="customer-form"
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget).get('userId');
        if (typeof given === 'string' && given.trim() !== '') onChoose(given.trim());
      }}
    >
      <label>
        {words.userId}
        <input name="userId" dir="auto" autocomplete="off" spellcheck={false} required aria-describedby={hintId} />
      </label>
      <button type="submit">{words.show}</button>
      <span id={hintId} class="muted">
        {words.userIdHint}
      </span>
    </form>
  );
}

function InboxOf({ slug, userId }: { readonly slug: string; readonly userId: string }) {
  const words = useWords().inbox;
  const inbox = useInbox(slug, userId);
  if (inbox === undefined) return null;
  const { notifications, evicted } = inbox;
  return (
    <>
      <p role="status">
        {words.phoneOf} <CustomerId id={userId} />: {words.notifications(notifications.length)}
        {evicted > 0 && <span class="muted"> ({words.evicted(evicted)})</span>}
      </p>
      {notifications.length === 0 && evicted === 0 && <p>{words.empty}</p>}
      {notifications.length > 0 && <NotificationList notifications={notifications} />}
    </>
  );
}
