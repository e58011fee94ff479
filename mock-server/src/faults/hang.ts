import type { FaultHandler } from './fault-handler.js';

/** Sends no answer and keeps the connection open until the sender leaves. */
export const hang: FaultHandler<'hang'> = {
  answersNormally: false,
  async apply(_fault, { writer, hang: waitForSender, report }) {
    report({ outcome: 'faulted' });
    await waitForSender();
    writer.close();
  },
};
