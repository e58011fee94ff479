import { successAnswer } from '../answers/answer.js';
import type { FaultHandler } from './fault-handler.js';

/** Sends half of the body that `Content-Length` promises, then closes the connection. */
export const truncatedBody: FaultHandler<'truncated-body'> = {
  answersNormally: false,
  apply(_fault, { writer, report }) {
    const answer = successAnswer();
    const bytes = answer.body.length >> 1;
    report({ outcome: 'faulted', status: answer.status, response: answer.body.slice(0, bytes) });
    writer.truncate(answer, bytes);
  },
};
