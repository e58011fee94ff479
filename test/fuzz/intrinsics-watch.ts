import { writeSync } from 'node:fs';
import { intrinsics } from './intrinsics.js';

/** Loaded into the process of the mock before anything else: says what no request may bring about. */
export const ALARM = 'FUZZ-ALARM';

const LOOK_EVERY_MS = 500;
const STDERR = 2;

const before = intrinsics();
const look = () => {
  if (intrinsics() !== before) writeSync(STDERR, `${ALARM} what every object inherits was changed\n`);
};
const { ppid } = process;
setInterval(() => {
  look();
  // Whoever sends is gone, and will not stop this process any more.
  if (process.ppid !== ppid) process.exit(1);
}, LOOK_EVERY_MS).unref();
process.on('exit', look);
process.on('warning', ({ stack }) => writeSync(STDERR, `${ALARM} ${String(stack).replaceAll('\n', ' ')}\n`));
