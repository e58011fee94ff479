import type { FaultKind } from './fault.js';

const DEFAULT_INTERVAL_MS = 100;

/** The usual answer: its headers at once, its body a byte at a time. */
export const slowBody: FaultKind<'slow-body'> = {
  passes: true,
  async act({ intervalMs = DEFAULT_INTERVAL_MS }, { own, wire, wait }) {
    if (!(await wire.drip(own, () => wait(intervalMs)))) wire.close();
  },
};
