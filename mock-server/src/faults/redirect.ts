import { STATUS_CODES } from 'node:http';
import { plainAnswer } from '../answers/answer.js';
import type { FaultKind } from './fault.js';
import { htmlPage } from './html-page.js';

const DEFAULT_STATUS = 302;

/** Another address, as a gateway or a moved endpoint sends it. Who follows a 307 or 308 posts the push there as well. */
export const redirect: FaultKind<'redirect'> = {
  passes: false,
  act({ location, status = DEFAULT_STATUS }, { wire, show }) {
    const page = htmlPage(status, STATUS_CODES[status] ?? 'Redirect');
    const answer = plainAnswer(status, page, { Location: location, 'Content-Type': 'text/html' });
    show({ outcome: 'faulted', status, response: page });
    wire.send(answer);
  },
};
