import fc from 'fast-check';
import { InvalidPushError, PushClient, type Transport } from 'imshop-push';
import { describe, expect, test } from 'vitest';
import { SEED } from '../workspace/seed.js';
import { acceptAll, simulatedClient } from './simulated-client.js';

const MESSAGE = { title: 'Заказ «7» готов', summary: 'Ждём\nвас' };
/** The bodies of the requests for a push. */
async function bodiesOf(userIds: Iterable<string> | AsyncIterable<string>, chunkSize = 1000, title = MESSAGE.title) {
  const bodies: string[] = [];
  const transport: Transport = {
    post: async (request) => {
      bodies.push(request.body);
      return acceptAll;
    },
  };
  const client = simulatedClient({ transport, chunkSize });
  const report = await client.send({ userIds, message: { ...MESSAGE, title }, deeplink: 'shop://"cart"' });
  return { bodies, report };
}

const anyId = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 0, max: 40 }).map(String));

test('each id is sent once, in the order of the input, in chunks of the given size', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyId, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), async (userIds, chunkSize) => {
      const { bodies, report } = await bodiesOf(userIds, chunkSize);
      const chunks = bodies.map((body) => JSON.parse(body).userIds as string[]);
      const unique = [...new Set(userIds)];
      expect(chunks.flat()).toEqual(unique);
      expect([...report.ids('accepted')]).toEqual(unique);
      expect(report.duplicatesRemoved).toBe(userIds.length - unique.length);
      expect(chunks.slice(0, -1).every(({ length }) => length === chunkSize)).toBe(true);
      expect(chunks.every(({ length }) => length > 0 && length <= chunkSize)).toBe(true);
    }),
    { seed: SEED },
  );
});

test('a body equals JSON.stringify of the push', async () => {
  const userIds = ['1', 'с "кавычками"', '\u2028', '😀'];
  const { bodies } = await bodiesOf(userIds);
  expect(bodies).toEqual([JSON.stringify({ userIds, message: MESSAGE, deeplink: 'shop://"cart"' })]);
});

test('a body stays below the vendor’s maximum with ids of any length', async () => {
  const userIds = Array.from({ length: 30 }, (_, index) => `${index}${'\u0001'.repeat(20_000)}`);
  const { bodies } = await bodiesOf(userIds);
  expect(bodies.flatMap((body) => JSON.parse(body).userIds)).toEqual(userIds);
  expect(bodies.length).toBeGreaterThan(1);
  for (const body of bodies) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(1_048_576);
});

const asGenerator = function* () {
  yield '1';
  yield '2';
};
const asAsync = async function* () {
  yield '1';
  yield '2';
};

test.each([
  ['an array', ['1', '2']],
  ['a set', new Set(['1', '2'])],
  ['a generator', asGenerator()],
  ['an async generator', asAsync()],
  ['a readable stream', ReadableStream.from(['1', '2'])],
])('ids from %s', async (_, userIds) => {
  expect([...(await bodiesOf(userIds as Iterable<string>)).report.ids('accepted')]).toEqual(['1', '2']);
});

describe('an invalid push is refused by field before anything is sent', () => {
  const good = { userIds: ['1'], message: { title: 'a', summary: 'b' } };
  const WRONG: readonly (readonly [field: string, push: unknown, says: string])[] = [
    ['push', null, 'must be an object, is null'],
    ['push', { ...good, title: 'a' }, 'has an unknown key title; allowed are userIds, message, deeplink'],
    ['userIds', { ...good, userIds: '79001234567' }, 'must be an iterable or async iterable of strings, is a string'],
    ['userIds', { ...good, userIds: undefined }, 'is undefined'],
    ['userIds[1]', { ...good, userIds: ['1', 79001234567] }, 'must be a string, is a number'],
    ['userIds[0]', { ...good, userIds: [''] }, 'must not be empty'],
    ['userIds[0]', { ...good, userIds: ['\ud83d'] }, 'must be well-formed Unicode'],
    ['userIds[1500]', { ...good, userIds: [...Array(1500).keys()].map(String).concat(['']) }, 'must not be empty'],
    ['userIds[0]', { ...good, userIds: ['1'.repeat(1_048_576)] }, 'is too long for a request'],
    ['message', { ...good, message: 'Hello' }, 'must be an object, is a string'],
    ['message', { ...good, message: { ...good.message, body: '' } }, 'has an unknown key body'],
    ['message', { ...good, message: { title: 'a'.repeat(1_048_576), summary: 'b' } }, 'must fit into a request'],
    ['message.title', { ...good, message: { summary: 'b' } }, 'must be a string, is undefined'],
    ['message.summary', { ...good, message: { title: 'a', summary: '' } }, 'must not be empty'],
    ['deeplink', { ...good, deeplink: null }, 'must be a string, is null'],
  ];
  test.each(WRONG)('%s: %#', async (field, push, says) => {
    const transport: Transport = {
      post: () => {
        throw new Error('sent all the same');
      },
    };
    const client = simulatedClient({ transport });
    for (const call of ['plan', 'send'] as const) {
      // JavaScript allows what the types forbid.
      const error = await client[call](push as never).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(InvalidPushError);
      expect(error).toMatchObject({ code: 'INVALID_PUSH', field, message: expect.stringContaining(says) });
    }
  });

  test('an error of the source of the ids is passed on', async () => {
    const broken = async function* () {
      yield '1';
      throw new Error('the database is gone');
    };
    const client = new PushClient({ url: 'http://localhost/' });
    await expect(client.send({ ...good, userIds: broken() })).rejects.toThrow('the database is gone');
  });
});

test.each([
  ['no customers', [], 'NO_CUSTOMERS'],
  ['a mass push', Array.from({ length: 10_001 }, (_, index) => String(index)), 'MASS_PUSH'],
])('a plan warns of %s', async (_, userIds, code) => {
  const plan = await simulatedClient({}).plan({ userIds, message: MESSAGE });
  expect(plan.warnings.map((warning) => warning.code)).toEqual([code]);
});

test('a plan estimates the time for a million customers', async () => {
  const userIds = (function* () {
    for (let id = 0; id < 1_000_000; id += 1) yield String(id);
  })();
  const plan = await simulatedClient({}).plan({ userIds, message: MESSAGE });
  expect(plan).toMatchObject({ customers: 1_000_000, requests: 1000, durationMs: 999 * 6100 });
});
