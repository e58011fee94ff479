import type { FaultHandler } from './fault-handler.js';

/** Closes the connection (FIN) before the first byte of the answer. */
export const emptyReply: FaultHandler<'empty-reply'> = {
  answersNormally: false,
  apply(_fault, { writer, report }) {
    report({ outcome: 'faulted' });
    writer.close();
  },
};
