import { successAnswer } from '../answers/answer.js';
import type { FaultKind } from './fault.js';

/** Half of the body that its Content-Length promises, then the end of the connection. */
export const truncatedBody: FaultKind<'truncated-body'> = {
  passes: false,
  act(_fault, { wire, show }) {
    const answer = successAnswer();
    const bytes = answer.body.length >> 1;
    show({ outcome: 'faulted', status: answer.status, response: answer.body.slice(0, bytes) });
    wire.truncate(answer, bytes);
  },
};
