import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the process refers to: objects and the bytes of buffers, without what may be collected. */
export function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
