import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { RequestLine } from '../../src/api/requests.js';

/** Height of a row, as in the style sheet. */
export const ROW_PX = 48;
/** Rows rendered above and below the visible ones, so that fast scrolling shows no blank area. */
const OVERSCAN_ROWS = 12;
/** Rows skipped by Page Up and Page Down. */
const PAGE_ROWS = 10;

type Box = RefObject<HTMLElement | null>;

/** The rows to render: from `start` up to, not including, `end`. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

export function visibleRange(count: number, { topPx, heightPx }: ScrollPosition): RowRange {
  const first = Math.floor(topPx / ROW_PX) - OVERSCAN_ROWS;
  const last = Math.ceil((topPx + heightPx) / ROW_PX) + OVERSCAN_ROWS;
  return { start: Math.max(0, Math.min(first, count)), end: Math.max(0, Math.min(last, count)) };
}

/** Index of the row that a key moves to; `undefined` for other keys. */
export function rowForKey(key: string, current: number, count: number): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + PAGE_ROWS,
    PageUp: current - PAGE_ROWS,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined || count === 0 ? undefined : Math.max(0, Math.min(target, count - 1));
}

/** Scrolls as little as needed to make a row visible. */
export function scrollToRow(box: HTMLElement, index: number): void {
  const top = Math.min(index * ROW_PX, Math.max(box.scrollTop, (index + 1) * ROW_PX - box.clientHeight));
  box.scrollTo({ top });
}

export interface ScrollPosition {
  readonly topPx: number;
  readonly heightPx: number;
}

export function useScrollPosition(box: Box): ScrollPosition {
  const position = useSignal<ScrollPosition>({ topPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const update = () => {
      position.value = { topPx: element.scrollTop, heightPx: element.clientHeight };
    };
    const observer = new ResizeObserver(update);
    observer.observe(element);
    element.addEventListener('scroll', update, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', update);
    };
  }, [box, position]);
  return position.value;
}

/** Keeps the visible rows in place while newer rows are added above them. */
export function useScrollAnchor(box: Box, rows: readonly RequestLine[]): void {
  const newest = useSignal(rows.at(-1)?.requestId);
  useLayoutEffect(() => {
    const previous = newest.peek();
    newest.value = rows.at(-1)?.requestId;
    if (!box.current || box.current.scrollTop === 0 || previous === undefined) return;
    const index = rows.findLastIndex(({ requestId }) => requestId === previous);
    if (index !== -1) box.current.scrollTop += (rows.length - 1 - index) * ROW_PX;
  }, [rows, box, newest]);
}
