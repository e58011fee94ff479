/** The gate looks at more of what is drawn than a developer waits for. */
const THOROUGH = process.env['IMSHOP_TEST_THOROUGH'] !== undefined;

/** How often: in the gate, and otherwise. */
export function howOften(gate: number, quick: number): number {
  return THOROUGH ? gate : quick;
}
