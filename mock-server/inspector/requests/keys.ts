/** Rows that a page up or down goes over. */
const PAGE = 10;

/** Which row a key leads to from the present one; `undefined` where the key is none of the list's. */
export function rowAfter(key: string, current: number, count: number): number | undefined {
  const to = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + PAGE, PageUp: current - PAGE };
  const ends = { Home: 0, End: count - 1 };
  const wanted: number | undefined = { ...to, ...ends }[key];
  return wanted === undefined || count === 0 ? undefined : Math.max(0, Math.min(wanted, count - 1));
}
