import type { FaultKind } from './fault.js';

/** The usual answer, then the end of a connection that was promised to be kept: the next request on it is lost. */
export const staleConnection: FaultKind<'stale-connection'> = {
  passes: true,
  act(_fault, { own, wire }) {
    wire.sendThenClose(own);
  },
};
