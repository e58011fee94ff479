/** The rows to render of a list whose rows are equally high. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
}

/** Rows rendered beyond what is seen, so that a quick scroll shows no emptiness. */
const BEYOND = 12;

/** The rows around what is seen. */
export function windowOf(count: number, rowPx: number, scrollTopPx: number, heightPx: number): RowWindow {
  const first = Math.floor(scrollTopPx / rowPx) - BEYOND;
  const last = Math.ceil((scrollTopPx + heightPx) / rowPx) + BEYOND;
  return { from: Math.max(0, Math.min(first, count)), to: Math.max(0, Math.min(last, count)) };
}

/** Where to scroll so that a row is seen; where it is seen already, nowhere. */
export function scrollTopFor(index: number, rowPx: number, scrollTopPx: number, heightPx: number): number {
  return Math.min(index * rowPx, Math.max(scrollTopPx, (index + 1) * rowPx - heightPx));
}
