import type { FaultHandler } from './fault-handler.js';

/** Keys that a vendor might add one day. */
const EXTRA_KEYS = { requestId: '7f3c9a52', meta: { node: 'push-2' } };

/** Appends undocumented keys to the usual answer, as an API does that grew. */
export const extraKeys: FaultHandler<'extra-keys'> = {
  answersNormally: true,
  apply(_fault, { vendorAnswer, writer, replaceAnswer }) {
    const { body: json } = vendorAnswer;
    const body = json === '' ? '' : JSON.stringify({ ...JSON.parse(json), ...EXTRA_KEYS });
    const answer = { ...vendorAnswer, body, row: 'simulated-fault' } as const;
    replaceAnswer(answer);
    writer.send(answer);
  },
};
