/** The gate looks at more of what is drawn than a developer waits for. */
export const IS_THOROUGH = process.env['IMSHOP_TEST_THOROUGH'] !== undefined;

/** How often: in the gate, and otherwise. */
export function howOften(gate: number, quick: number): number {
  return IS_THOROUGH ? gate : quick;
}

/** All of them in the gate; otherwise one in so many, for tests that each take long and are much alike. */
export function someOf<T>(all: readonly T[], oneIn: number): readonly T[] {
  return all.filter((_, index) => IS_THOROUGH || index % oneIn === 0);
}
