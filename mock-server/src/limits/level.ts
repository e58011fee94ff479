/**
 * The level down to which the fullest give, so that all of them together give at least so much: who holds no more
 * than it gives nothing.
 *
 * @param fullestFirst What each holds; whole numbers.
 */
export function levelFor(fullestFirst: readonly number[], toGive: number): number {
  let above = 0;
  for (const [index, most] of fullestFirst.entries()) {
    above += most;
    const holders = index + 1;
    const level = Math.floor((above - toGive) / holders);
    if (level >= (fullestFirst[holders] ?? 0)) return level;
  }
  return 0;
}
