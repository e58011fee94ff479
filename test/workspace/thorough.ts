/** The gate looks at more of what is drawn than a developer waits for. */
export const IS_THOROUGH = process.env['IMSHOP_TEST_THOROUGH'] !== undefined;

/** How often: in the gate, and otherwise. */
export function howOften(gate: number, quick: number): number {
  return IS_THOROUGH ? gate : quick;
}
