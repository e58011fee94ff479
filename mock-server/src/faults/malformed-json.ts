import { plainAnswer } from '../answers/answer.js';
import type { FaultKind } from './fault.js';

/** Status 200 and a whole body, which is no JSON. */
const MALFORMED_JSON = '{"success":tru';

export const malformedJson: FaultKind<'malformed-json'> = {
  passes: false,
  act(_fault, { wire, show }) {
    show({ outcome: 'faulted', status: 200, response: MALFORMED_JSON });
    wire.send(plainAnswer(200, MALFORMED_JSON));
  },
};
