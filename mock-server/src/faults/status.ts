import { STATUS_CODES } from 'node:http';
import { BODILESS, plainAnswer } from '../answers/answer.js';
import type { FaultKind } from './fault.js';
import { htmlPage } from './html-page.js';
import { retryAfterOf } from './retry-after.js';

/** Any status, as a gateway in front of the vendor would send it. */
export const status: FaultKind<'status'> = {
  passes: false,
  act({ status: code, retryAfter, retryAfterForm, body: form = 'json', message }, { nowMs, wire, show }) {
    const reason = STATUS_CODES[code] ?? 'Unknown';
    const bodies = {
      json: JSON.stringify({ error: reason, message: message ?? reason }),
      html: htmlPage(code, reason),
      empty: '',
    };
    const shown = BODILESS.has(code) ? 'empty' : form;
    const { headers, notBefore } = retryAfterOf({ retryAfter, retryAfterForm }, nowMs);
    const answer = plainAnswer(code, bodies[shown], {
      ...headers,
      ...(shown === 'json' ? {} : { 'Content-Type': 'text/html' }),
    });
    show({ outcome: 'faulted', status: code, response: answer.body, ...notBefore });
    wire.send(answer);
  },
};
