/** What is left of a wait, for a clock that moves once a second: never less than it is. */
export function inWholeSeconds(waitMs: number): number {
  return Math.ceil(waitMs / 1000) * 1000;
}
