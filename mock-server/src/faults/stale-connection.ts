import type { FaultHandler } from './fault-handler.js';

/** Sends the usual answer, then closes a connection that promised keep-alive: the next request on it is lost. */
export const staleConnection: FaultHandler<'stale-connection'> = {
  answersNormally: true,
  apply(_fault, { vendorAnswer, writer }) {
    writer.sendThenClose(vendorAnswer);
  },
};
