import type { FaultHandler } from './fault-handler.js';

/** Resets the connection (RST) before the first byte of the answer. */
export const reset: FaultHandler<'reset'> = {
  answersNormally: false,
  apply(_fault, { writer, report }) {
    report({ outcome: 'faulted' });
    writer.reset();
  },
};
