import { computed, effect, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useInspector } from '../state/context.js';
import { throttled } from '../timeline/throttled.js';

/** A finger that scrolls clicks nothing: its pointer is cancelled. */
const CHOOSING = ['click', 'pointercancel'] as const;
/** How often another request comes to be shown by itself, at most. */
const EVERY_MS = 250;

/** The request that is shown whole. */
export interface Shown {
  readonly requestId: string | undefined;
  /** Shows none until one is chosen. */
  close(): void;
}

/**
 * The request that is chosen; until somebody chooses or closes one, the newest. While its pane is pointed at or has the focus, it
 * stays there as long as it is listed; a click in the pane chooses it.
 */
export function useShown(pane: RefObject<HTMLElement | null>): Shown {
  const { listed, route } = useInspector();
  const shown = useSignal(route.place.requestId);
  const isClosed = useSignal(false);
  useLayoutEffect(() => {
    const element = pane.current;
    // The first is shown at once, and what was forgotten no longer asked for.
    const isNone = computed(() => isClosed.value || listed.value.length === 0);
    const unchosen = (): string | undefined => {
      const lines = listed.peek();
      const isHeld = element?.matches(':hover, :focus-within');
      const kept = isHeld ? lines.findLast(({ requestId }) => requestId === shown.peek()) : undefined;
      return (kept ?? lines.at(-1))?.requestId;
    };
    const look = (): void => {
      shown.value = route.place.requestId ?? (isNone.value ? undefined : unchosen());
    };
    const news = throttled(() => listed.value, EVERY_MS);
    const stops = [effect(look), news.value.subscribe(look), news.stop];
    const choose = (): void => {
      if (shown.peek() !== route.place.requestId) route.go({ requestId: shown.peek() });
    };
    for (const event of CHOOSING) element?.addEventListener(event, choose);
    return () => {
      for (const event of CHOOSING) element?.removeEventListener(event, choose);
      for (const stop of stops) stop();
    };
  }, [pane, listed, route, shown, isClosed]);
  return {
    requestId: shown.value,
    close() {
      isClosed.value = true;
      route.go({ requestId: undefined });
    },
  };
}
