import { plainAnswer } from '../answers/answer.js';
import type { FaultKind } from './fault.js';
import { htmlPage } from './html-page.js';

/** Status 200 and an HTML page, as a captive portal or a misrouted gateway sends it. */
export const wrongContentType: FaultKind<'wrong-content-type'> = {
  passes: false,
  act(_fault, { wire, show }) {
    const answer = plainAnswer(200, htmlPage(200, 'OK'), { 'Content-Type': 'text/html' });
    show({ outcome: 'faulted', status: 200, response: answer.body });
    wire.send(answer);
  },
};
