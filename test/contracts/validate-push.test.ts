import { validatePush } from 'imshop-contracts/schema';
import { describe, expect, it } from 'vitest';

const MESSAGE = { title: 't', summary: 's' };
const PUSH = { userIds: ['1'], message: MESSAGE };
const LISTED = { maxUserIds: 2, listAllErrors: true };

describe('the row of a refusal', () => {
  it.each([
    ['the documented text', { userIds: 1, message: MESSAGE }, 'documented-text'],
    ['a body that is not an object', [], 'not-an-object'],
    ['no body', undefined, 'not-an-object'],
    ['too many ids', { userIds: ['1', '2', '3'], message: MESSAGE }, 'too-many-ids'],
    ['an unknown key', { ...PUSH, foo: 1 }, 'unknown-key'],
    ['unknown keys in two places', { ...PUSH, message: { ...MESSAGE, bar: 1 }, foo: 1 }, 'unknown-key'],
    ['one error of another type', { message: MESSAGE }, 'validation-text'],
    ['an unknown key inside message', { userIds: ['1'], message: { ...MESSAGE, foo: 1 } }, 'unknown-key'],
    ['errors of one type', { userIds: [1, 2], message: MESSAGE }, 'error-joining'],
    ['errors of several types', { userIds: ['1', '2', '3'], message: MESSAGE, foo: 1 }, 'error-joining'],
  ])('%s', (_, body, row) => {
    expect(validatePush(body, LISTED)).toMatchObject({ ok: false, row });
  });

  it('is that of the only error in the message', () => {
    const body = { userIds: 1, foo: 1 };
    expect(validatePush(body, { ...LISTED, listAllErrors: false })).toMatchObject({ row: 'documented-text' });
  });
});

describe('converted', () => {
  it.each([
    ['no string', PUSH, false],
    ['the body in a string', JSON.stringify(PUSH), true],
    ['userIds in a string', { ...PUSH, userIds: '["1"]' }, true],
    ['message in a string', { ...PUSH, message: JSON.stringify(MESSAGE) }, true],
    ['JSON in a text', { ...PUSH, deeplink: '{}' }, false],
    [
      'ids in a string of __proto__',
      JSON.parse('{"__proto__":{"userIds":"[]"},"message":{"title":"t","summary":"s"}}'),
      true,
    ],
  ])('%s', (_, body, converted) => {
    expect(validatePush(body, LISTED)).toMatchObject({ ok: true, converted });
  });
});

it('returns the push as ordinary objects', () => {
  const result = validatePush({ ...PUSH, deeplink: 'slug://browse' }, LISTED);
  expect(result).toStrictEqual({ ok: true, push: { ...PUSH, deeplink: 'slug://browse' }, converted: false });
});

it('does not change the body', () => {
  const body = { userIds: '["1"]', message: '{"title":"t","summary":"s"}' };
  validatePush(body, LISTED);
  expect(body).toEqual({ userIds: '["1"]', message: '{"title":"t","summary":"s"}' });
});
