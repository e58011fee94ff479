import { type Answer, retryAfterValue } from '../answers/answer.js';
import type { Outcome } from '../api/outcome.js';
import type { Mutant } from './mutant.js';

/** Mutants with wrong answers. */
export const ANSWER_MUTANTS = {
  'no-retry-after': {
    help: 'a 429 without Retry-After',
    answer: replaceOutcome('rate-limited', withoutRetryAfter),
  },
  'retry-after-date': {
    help: 'Retry-After is a date, not seconds',
    answer: replaceOutcome('rate-limited', (right) =>
      right.retryAtMs === undefined
        ? right
        : { ...right, headers: { 'Retry-After': retryAfterValue(right.retryAtMs, 0, 'date') } },
    ),
  },
  'soft-429': {
    help: 'over the limit: status 200 with success:false',
    answer: replaceOutcome('rate-limited', (right) => ({
      ...withoutRetryAfter(right),
      status: 200,
      body: '{"success":false,"error":"Too Many Requests"}',
    })),
  },
  'success-false': {
    help: 'a valid push: success:false with an unknown error, and nothing is delivered',
    answer: replaceOutcome('accepted', (right) => ({
      ...undelivered(right),
      outcome: 'unavailable',
      body: '{"success":false,"error":"Push was not sent"}',
    })),
  },
  'success-string': {
    help: 'success is the string "true"',
    answer: replaceOutcome('accepted', (right) => ({ ...right, body: '{"success":"true"}' })),
  },
  'empty-success': {
    help: 'a valid push: status 200 without a body',
    answer: replaceOutcome('accepted', (right) => ({ ...right, body: '' })),
  },
  'status-201': {
    help: 'a valid push: status 201, not 200',
    answer: replaceOutcome('accepted', (right) => ({ ...right, status: 201 })),
  },
  'status-204': {
    help: 'a valid push: status 204 without a body',
    answer: replaceOutcome('accepted', (right) => ({ ...right, status: 204, body: '' })),
  },
  'unavailable-503': {
    help: '"Integration is unavailable" with status 503, not 200',
    answer: replaceOutcome('unavailable', (right) => ({ ...right, status: 503 })),
  },
  'refusals-with-200': {
    help: 'a 400 with status 200',
    answer: replaceOutcome('bad-request', (right) => ({ ...right, status: 200 })),
  },
  'changed-wording': {
    help: 'a 400 in the wording of current Joi',
    answer: replaceOutcome('bad-request', (right) => ({ ...right, body: currentWording(right.body) })),
  },
  'lost-delivery': {
    help: 'success, but nobody gets the push',
    answer: replaceOutcome('accepted', undelivered),
  },
} as const satisfies Record<string, Mutant>;

/** Replaces the answers of one outcome; the others stay. */
function replaceOutcome(outcome: Outcome, wrong: (right: Answer) => Answer): (right: Answer) => Answer {
  return (right) => (right.outcome === outcome ? wrong(right) : right);
}

function undelivered(right: Answer): Answer {
  return { ...right, delivers: false };
}

function withoutRetryAfter({ retryAtMs: _, headers, ...rest }: Answer): Answer {
  const { 'Retry-After': __, ...others } = headers;
  return { ...rest, headers: others };
}

/**
 * Rewords the body of a 400 as current Joi does. It names a key by its path instead of nesting the messages:
 * `"message.title" is required`.
 */
function currentWording(body: string): string {
  const refusal = JSON.parse(body) as { readonly message: string };
  return JSON.stringify({ ...refusal, message: flatten(refusal.message) });
}

/** Parts of `child "a" fails because [child "b" fails because ["b" is required]]`; arrays have positions instead of keys. */
const NESTING =
  /(?:child "(?<key>[^"]*)"|"[^"]*" at position (?<position>\d+)) fails because \[|"[^"]*" (?=is|must)|\]/g;

function flatten(message: string): string {
  const path: string[] = [];
  return message
    .replace(NESTING, (part, ...rest) => {
      const { key, position } = rest.at(-1) as { readonly key?: string; readonly position?: string };
      if (key !== undefined) path.push(path.length === 0 ? key : `.${key}`);
      else if (position !== undefined) path.push(`[${position}]`);
      else if (part === ']') path.pop();
      else return path.length === 0 ? part : `"${path.join('')}" `;
      return '';
    })
    .replace(/must be an object/g, 'must be of type object');
}
