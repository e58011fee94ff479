import type { FaultHandler } from './fault-handler.js';

const GARBAGE = 'this is not HTTP\r\n\r\n';

/** Sends bytes that are not HTTP, then closes the connection. */
export const garbage: FaultHandler<'garbage'> = {
  answersNormally: false,
  apply(_fault, { writer, report }) {
    report({ outcome: 'faulted', response: GARBAGE });
    writer.writeRaw(GARBAGE);
  },
};
