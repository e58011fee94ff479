import { MEDIA_TYPE, standingOf } from 'imshop-contracts';
import { ref, type Schema } from '../schema.js';
import { type Shown, shownAnswers } from './answers.js';
import { headersOf } from './headers.js';

const TAKEN: Schema = { oneOf: [ref('PushAccepted'), ref('PushDeclined')] };

/** What a status means here, and how well it is known that it is this one. */
const STATUSES = {
  200: { row: 'accepted', schema: TAKEN, description: 'Taken, or declined because the integration is not live.' },
  400: { row: 'bad-request-body', schema: ref('PushError'), description: 'The body is not what is expected.' },
  404: { row: 'unknown-path', schema: ref('PushError'), description: 'No such path.' },
  405: { row: 'method-not-allowed', schema: ref('PushError'), description: 'Another method than POST.' },
  413: { row: 'too-large', schema: ref('PushError'), description: 'The body is too large.' },
  415: { row: 'media-type', schema: ref('PushError'), description: 'The body is in a form that is not read.' },
  429: { row: 'over-the-limit', schema: ref('PushError'), description: 'Too many requests; this one cost nothing.' },
} as const;

/** The answers by status, each as an example with its exact body. */
export function responsesOf(): Schema {
  const shown = Object.entries(shownAnswers());
  return Object.fromEntries(
    Object.entries(STATUSES).map(([status, { row, schema, description }]) => {
      const ofStatus = shown.filter(([, { answer }]) => String(answer.status) === status);
      const examples = Object.fromEntries(ofStatus.map(([name, answer]) => [name, exampleOf(answer)]));
      const headers = headersOf(ofStatus.map(([, { answer }]) => answer));
      const content = { [MEDIA_TYPE]: { schema, examples } };
      return [status, { description, 'x-standing': standingOf(row), headers, content }];
    }),
  );
}

/** `x-request` is the body that gets this answer. */
function exampleOf({ when, answer: { body, row }, request }: Shown): Schema {
  const standing = { 'x-standing': standingOf(row), 'x-behaviour': row };
  return {
    summary: when,
    value: JSON.parse(body),
    ...standing,
    ...(request === undefined ? {} : { 'x-request': request }),
  };
}
