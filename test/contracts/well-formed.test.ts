import { isWellFormed } from 'imshop-contracts';
import { expect, it } from 'vitest';

const MESSAGE = { title: 't', summary: 's' };
const PUSH = { userIds: ['1', '2'], message: MESSAGE };

it.each([
  ['only the required keys', PUSH],
  ['a deeplink', { ...PUSH, deeplink: 'slug://browse' }],
  ['no ids', { ...PUSH, userIds: [] }],
  ['as many ids as the limit', { ...PUSH, userIds: ['1', '2', '3'] }],
  ['a text of spaces', { ...PUSH, deeplink: ' ' }],
])('is well formed: %s', (_, body) => {
  expect(isWellFormed(body, 3)).toBe(true);
});

it.each([
  ['null', null],
  ['a string', JSON.stringify(PUSH)],
  ['an array', [PUSH]],
  ['no userIds', { message: MESSAGE }],
  ['no message', { userIds: ['1'] }],
  ['no summary', { ...PUSH, message: { title: 't' } }],
  ['an empty text', { ...PUSH, message: { ...MESSAGE, title: '' } }],
  ['an empty deeplink', { ...PUSH, deeplink: '' }],
  ['a deeplink that is present but undefined', { ...PUSH, deeplink: undefined }],
  ['an unknown key', { ...PUSH, foo: 1 }],
  ['an unknown key in message', { ...PUSH, message: { ...MESSAGE, foo: 1 } }],
  ['one id over the limit', { ...PUSH, userIds: ['1', '2', '3', '4'] }],
  ['an empty id', { ...PUSH, userIds: [''] }],
  ['a number for an id', { ...PUSH, userIds: [1] }],
  ['a hole among the ids', { ...PUSH, userIds: Array(1) }],
  ['ids in a string', { ...PUSH, userIds: '["1"]' }],
  ['an own __proto__', JSON.parse('{"userIds":["1"],"message":{"title":"t","summary":"s"},"__proto__":null}')],
  ['inherited keys', Object.create(PUSH)],
  ['inherited texts', { ...PUSH, message: Object.create(MESSAGE) }],
])('is not well formed: %s', (_, body) => {
  expect(isWellFormed(body, 3)).toBe(false);
});
