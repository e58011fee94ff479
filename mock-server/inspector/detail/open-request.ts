import { computed, effect, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { RequestRecord } from '../../src/api/requests.js';
import { useInspector } from '../state/context.js';
import { throttle } from '../state/timing.js';

/** Events in the pane that select its request. Scrolling by touch sends no click: the browser cancels the pointer. */
const SELECTING_EVENTS = ['click', 'pointercancel'] as const;
/** Shortest time that the newest request stays open before a newer one replaces it. */
const FOLLOW_INTERVAL_MS = 250;

/** The request in the detail pane. */
export interface OpenRequest {
  readonly requestId: string | undefined;
  /** Empties the pane until the user selects a request. */
  close(): void;
}

/**
 * Opens the selected request; the newest one until the user selects or closes one. While the pane is hovered or has the focus, its
 * request stays open as long as it is listed; a click in the pane selects it.
 */
export function useOpenRequest(pane: RefObject<HTMLElement | null>): OpenRequest {
  const { listedRows, router } = useInspector();
  const openId = useSignal(router.route.requestId);
  const isClosed = useSignal(false);
  useLayoutEffect(() => {
    const element = pane.current;
    // Not throttled: the first request opens at once, and an evicted one closes at once.
    const isEmpty = computed(() => isClosed.value || listedRows.value.length === 0);
    const unselectedId = (): string | undefined => {
      const rows = listedRows.peek();
      const isInUse = element?.matches(':hover, :focus-within');
      const kept = isInUse ? rows.findLast(({ requestId }) => requestId === openId.peek()) : undefined;
      return (kept ?? rows.at(-1))?.requestId;
    };
    const update = (): void => {
      openId.value = router.route.requestId ?? (isEmpty.value ? undefined : unselectedId());
    };
    const newRows = throttle(() => listedRows.value, FOLLOW_INTERVAL_MS);
    const cleanUps = [effect(update), newRows.value.subscribe(update), newRows.stop];
    const select = (): void => {
      if (openId.peek() !== router.route.requestId) router.navigate({ requestId: openId.peek() });
    };
    for (const event of SELECTING_EVENTS) element?.addEventListener(event, select);
    return () => {
      for (const event of SELECTING_EVENTS) element?.removeEventListener(event, select);
      for (const cleanUp of cleanUps) cleanUp();
    };
  }, [pane, listedRows, router, openId, isClosed]);
  return {
    requestId: openId.value,
    close() {
      isClosed.value = true;
      router.navigate({ requestId: undefined });
    },
  };
}

/** The record of a request; `evicted` where the journal does not have it, `undefined` while it loads. */
export function useRequestRecord(requestId: string | undefined): RequestRecord | 'evicted' | undefined {
  const inspector = useInspector();
  const slug = inspector.slug.value;
  const record = useSignal<RequestRecord | 'evicted' | undefined>(undefined);
  // Fetched again when the request ends, and after a restart of the mock, which reuses ids.
  const row = inspector.rows.all.findLast((each) => each.requestId === requestId);
  useLayoutEffect(() => {
    if (slug === undefined || requestId === undefined) return;
    let isCurrent = true;
    void inspector.fetchRequest(slug, requestId).then((fetched) => {
      if (isCurrent) record.value = fetched;
    });
    return () => {
      isCurrent = false;
    };
  }, [inspector, slug, requestId, row?.outcome, row?.receivedAt, record]);
  const loaded = record.value;
  return loaded === 'evicted' || loaded?.id === requestId ? loaded : undefined;
}
