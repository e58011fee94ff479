import { STATUS_CODES } from 'node:http';
import { plainAnswer } from '../vendor/answer.js';
import type { FaultKind } from './fault.js';
import { htmlPage } from './html-page.js';
import { retryAfterOf } from './retry-after.js';

/** Any status, as a gateway in front of the vendor would send it. */
export const status: FaultKind<'status'> = {
  passes: false,
  act({ status: code, retryAfter, body: form = 'json' }, { nowMs, wire, show }) {
    const reason = STATUS_CODES[code] ?? 'Unknown';
    const bodies = {
      json: JSON.stringify({ error: reason, message: reason }),
      html: htmlPage(code, reason),
      empty: '',
    };
    const { headers, notBefore } = retryAfterOf(retryAfter, nowMs);
    const answer = plainAnswer(code, bodies[form], {
      ...headers,
      ...(form === 'json' ? {} : { 'Content-Type': 'text/html' }),
    });
    show({ outcome: 'faulted', status: code, response: answer.body, ...notBefore });
    wire.send(answer);
  },
};
