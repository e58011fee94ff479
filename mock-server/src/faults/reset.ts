import type { FaultKind } from './fault.js';

/** The connection is reset (RST) before a byte of the answer. */
export const reset: FaultKind<'reset'> = {
  passes: false,
  act(_fault, { wire, show }) {
    show({ outcome: 'faulted' });
    wire.reset();
  },
};
