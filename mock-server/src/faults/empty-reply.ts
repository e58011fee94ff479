import type { FaultKind } from './fault.js';

/** The connection ends (FIN) before a byte of the answer. */
export const emptyReply: FaultKind<'empty-reply'> = {
  passes: false,
  act(_fault, { wire, show }) {
    show({ outcome: 'faulted' });
    wire.close();
  },
};
