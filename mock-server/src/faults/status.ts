import { STATUS_CODES } from 'node:http';
import { plainAnswer } from '../vendor/answer.js';
import type { FaultKind } from './fault.js';
import { htmlPage } from './html-page.js';

/** Any status, as a gateway in front of the vendor would send it. */
export const status: FaultKind<'status'> = {
  passes: false,
  act({ status: code, retryAfter, body: form = 'json' }, { wire, show }) {
    const reason = STATUS_CODES[code] ?? 'Unknown';
    const bodies = {
      json: JSON.stringify({ error: reason, message: reason }),
      html: htmlPage(code, reason),
      empty: '',
    };
    const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
    const answer = plainAnswer(code, bodies[form], {
      ...headers,
      ...(form === 'json' ? {} : { 'Content-Type': 'text/html' }),
    });
    show({ outcome: 'faulted', status: code, response: answer.body });
    wire.send(answer);
  },
};
