import { plainAnswer } from '../answers/answer.js';
import type { FaultHandler } from './fault-handler.js';

const MALFORMED_JSON = '{"success":tru';

/** Answers 200 with a complete body that is not JSON. */
export const malformedJson: FaultHandler<'malformed-json'> = {
  answersNormally: false,
  apply(_fault, { writer, report }) {
    report({ outcome: 'faulted', status: 200, response: MALFORMED_JSON });
    writer.send(plainAnswer(200, MALFORMED_JSON));
  },
};
