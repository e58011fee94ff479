import type { FaultKind } from './fault.js';

/** No answer, ever; the connection stays open until the sender leaves. */
export const hang: FaultKind<'hang'> = {
  passes: false,
  async act(_fault, { wire, hang: wait, show }) {
    show({ outcome: 'faulted' });
    await wait();
    wire.close();
  },
};
