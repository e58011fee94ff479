import type { FaultKind } from './fault.js';

/** What a vendor might add to its answers one day. */
const EXTRA_KEYS = { requestId: '7f3c9a52', meta: { node: 'push-2' } };

/** The usual answer with keys behind the documented ones: an API that grew. Its standing is the mock's own. */
export const extraKeys: FaultKind<'extra-keys'> = {
  passes: true,
  act(_fault, { own, wire, alter }) {
    const body = own.body === '' ? '' : JSON.stringify({ ...JSON.parse(own.body), ...EXTRA_KEYS });
    const answer = { ...own, body, row: 'simulated-fault' } as const;
    alter(answer);
    wire.send(answer);
  },
};
