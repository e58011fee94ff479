import { answer, answerBody, DOWN, json, LIMITED, type Mutation, NO_ARRAY, NO_TITLE, OFF, PUSH } from './mutation.js';

/** Answers that the vendor does not send. */
export const ANSWERS: readonly Mutation[] = [
  { name: 'another status', of: PUSH, path: 'response.body', change: answer({ status: 201 }) },
  {
    name: 'accepted, where it is refused',
    of: NO_ARRAY,
    path: 'status',
    change: answer({ status: 200, body: undefined }),
  },
  { name: 'refused, where it is accepted', of: PUSH, path: 'status', change: answer({ status: 400, body: undefined }) },
  { name: '422 for 400', of: NO_TITLE, path: 'status', change: answer({ status: 422 }) },
  { name: '503 for 429', of: LIMITED, path: 'status', change: answer({ status: 503 }) },
  { name: '429 for 503', of: DOWN, path: 'status', change: answer({ status: 429 }) },
  { name: 'success is a text', of: PUSH, path: '$.success', change: answerBody({ success: 'true' }) },
  { name: 'success is false', of: PUSH, path: '$.success', change: answerBody({ success: false }) },
  {
    name: 'success is true while the integration is off',
    of: OFF,
    path: '$.success',
    change: answerBody({ success: true }),
  },
  {
    name: 'another text than the page shows',
    of: OFF,
    path: '$.error',
    change: answerBody({ error: 'Integration is off' }),
  },
  {
    name: 'a text that lacks its quotes',
    of: NO_ARRAY,
    path: '$.message',
    change: answerBody({ message: 'userIds must be an array' }),
  },
  { name: 'a missing key of the answer', of: PUSH, path: '$', change: answerBody({ id: 1 }) },
  { name: 'statusCode in a 400', of: NO_ARRAY, path: '$', change: answerBody({ statusCode: 400 }) },
  { name: 'a number where a text is', of: NO_TITLE, path: '$.message', change: answerBody({ message: 7 }) },
  {
    name: 'an array for the answer',
    of: PUSH,
    path: '$',
    change: ({ response }) => Object.assign(response.body, { content: [] }),
  },
  {
    name: 'a missing header of the answer',
    of: PUSH,
    path: 'headers.X-Push-Id',
    change: answer({ headers: { 'X-Push-Id': ['1'] } }),
  },
  {
    name: 'Retry-After on a push that is accepted',
    of: PUSH,
    path: 'headers.Retry-After',
    change: answer({ headers: { 'Retry-After': ['60'] } }),
  },
  {
    name: 'a Retry-After of letters',
    of: LIMITED,
    path: 'headers.Retry-After',
    change: answer({ headers: { 'Retry-After': ['soon'] }, matchingRules: {} }),
  },
  {
    name: 'another media type',
    of: PUSH,
    path: 'headers.Content-Type',
    change: answer({ headers: { 'Content-Type': ['text/html'] }, body: undefined }),
  },
  {
    name: 'error without success in a 200',
    of: OFF,
    path: 'response.body',
    change: ({ response }) => delete json(response)['success'],
  },
  { name: 'success in a 400', of: NO_ARRAY, path: 'response.body', change: answerBody({ success: false }) },
];
