import { type Answer, retryAfterValue } from '../answers/answer.js';
import type { Outcome } from '../api/outcome.js';
import { reworded } from './changed-wording.js';
import type { Mutant } from './mutant.js';

/** Wrong in what is answered. */
export const ANSWERS = {
  'no-retry-after': {
    help: 'a 429 without Retry-After',
    answer: instead('rate-limited', withoutRetryAfter),
  },
  'retry-after-date': {
    help: 'Retry-After is a date, not seconds',
    answer: instead('rate-limited', (right) =>
      right.retryAtMs === undefined
        ? right
        : { ...right, headers: { 'Retry-After': retryAfterValue(right.retryAtMs, 0, 'date') } },
    ),
  },
  'soft-429': {
    help: 'over the limit: status 200 with success:false',
    answer: instead('rate-limited', (right) => ({
      ...withoutRetryAfter(right),
      status: 200,
      body: '{"success":false,"error":"Too Many Requests"}',
    })),
  },
  'success-false': {
    help: 'a good push: success:false with an unknown error, and nothing is delivered',
    answer: instead('accepted', (right) => ({
      ...undelivered(right),
      outcome: 'unavailable',
      body: '{"success":false,"error":"Push was not sent"}',
    })),
  },
  'success-string': {
    help: 'success is the text "true"',
    answer: instead('accepted', (right) => ({ ...right, body: '{"success":"true"}' })),
  },
  'empty-success': {
    help: 'a good push: status 200 without a body',
    answer: instead('accepted', (right) => ({ ...right, body: '' })),
  },
  'status-201': {
    help: 'a good push: status 201, not 200',
    answer: instead('accepted', (right) => ({ ...right, status: 201 })),
  },
  'status-204': {
    help: 'a good push: status 204 without a body',
    answer: instead('accepted', (right) => ({ ...right, status: 204, body: '' })),
  },
  'unavailable-503': {
    help: '"Integration is unavailable" with status 503, not 200',
    answer: instead('unavailable', (right) => ({ ...right, status: 503 })),
  },
  'refusals-with-200': {
    help: 'a 400 comes with status 200',
    answer: instead('bad-request', (right) => ({ ...right, status: 200 })),
  },
  'changed-wording': {
    help: "a 400 in the words of today's Joi",
    answer: instead('bad-request', (right) => ({ ...right, body: reworded(right.body) })),
  },
  'lost-delivery': {
    help: 'success, and nobody gets the push',
    answer: instead('accepted', undelivered),
  },
} as const satisfies Record<string, Mutant>;

/** Another answer in place of those that end so; the others stay. */
function instead(outcome: Outcome, wrong: (right: Answer) => Answer): (right: Answer) => Answer {
  return (right) => (right.outcome === outcome ? wrong(right) : right);
}

function undelivered(right: Answer): Answer {
  return { ...right, delivers: false };
}

function withoutRetryAfter({ retryAtMs: _, headers, ...rest }: Answer): Answer {
  const { 'Retry-After': __, ...others } = headers;
  return { ...rest, headers: others };
}
