import { collectGarbage } from '../collect-garbage.js';

/** What the process refers to: objects and the bytes of buffers, without what may be collected. */
export function heldBytes(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
