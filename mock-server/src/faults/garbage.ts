import type { FaultKind } from './fault.js';

/** Bytes that are no HTTP, then the end of the connection. */
const GARBAGE = 'this is not HTTP\r\n\r\n';

export const garbage: FaultKind<'garbage'> = {
  passes: false,
  act(_fault, { wire, show }) {
    show({ outcome: 'faulted', response: GARBAGE });
    wire.raw(GARBAGE);
  },
};
