import { computed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Inbox } from '../../src/api/requests.js';
import { coalesced } from '../state/coalesced.js';
import { useInspector } from '../state/context.js';

/** How often the mock is asked, at most: it looks through its whole journal. */
const LOOK_EVERY_MS = 500;

/** What a customer's phone shows, as long as it is looked at; `undefined` until the mock answered. */
export function useInbox(slug: string, userId: string): Inbox | undefined {
  const inspector = useInspector();
  const [inbox, setInbox] = useState<Inbox>();
  useEffect(() => {
    let isShown = true;
    const look = coalesced(async () => {
      if (!isShown) return;
      const found = await inspector.attempt((mock) => mock.integration(slug).inbox(userId));
      if (isShown && found) setInbox(found);
    }, LOOK_EVERY_MS);
    const stop = computed(() => inspector.lines.all).subscribe(look);
    return () => {
      isShown = false;
      stop();
    };
  }, [inspector, slug, userId]);
  return inbox;
}
