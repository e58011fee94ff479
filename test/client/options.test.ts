import { InvalidOptionsError, PushClient } from 'imshop-push';
import { expect, test } from 'vitest';

const URL_SAID = 'must be the http or https URL of the push endpoint';

const WRONG: readonly (readonly [option: string, options: object, says: string])[] = [
  ['url', { url: undefined }, URL_SAID],
  ['url', { url: 'push.test/slug' }, URL_SAID],
  ['url', { url: 'file:///slug' }, URL_SAID],
  ['options', { perMinute: 10 }, 'has an unknown key perMinute; allowed are url, delivery'],
  ['delivery', { delivery: 'exactly-once' }, 'must be at-most-once or at-least-once, is exactly-once'],
  ['onInvalid', { onInvalid: 'skip' }, 'must be fail or drop-and-resend, is skip'],
  ['chunkSize', { chunkSize: 0 }, 'must be a whole number from 1 to 1000, is 0'],
  ['chunkSize', { chunkSize: 1001 }, 'must be a whole number from 1 to 1000, is 1001'],
  ['pacing', { pacing: { perMinute: 10 } }, 'has an unknown key perMinute; allowed are requests, windowMs, store'],
  ['pacing.requests', { pacing: { requests: 1.5 } }, 'must be a whole number'],
  ['pacing.windowMs', { pacing: { windowMs: '60000' } }, 'must be a whole number'],
  ['timeouts.totalMs', { timeouts: { totalMs: Number.POSITIVE_INFINITY } }, 'must be a whole number'],
  ['timeouts.connectMs', { timeouts: { connectMs: 0 } }, 'must be a whole number from 1'],
  ['retry', { retry: { retries: 5 } }, 'has an unknown key retries; allowed are attempts'],
  ['retry.attempts', { retry: { attempts: 0 } }, 'must be a whole number from 1 to 100, is 0'],
  ['retry.status503', { retry: { status503: 'retry' } }, 'must be unknown or not-processed, is retry'],
  ['fetch', { fetch, transport: { post: () => {} } }, 'cannot be combined with transport'],
];

test.each(WRONG)('%s: %j', (option, options, says) => {
  // JavaScript allows what the types forbid.
  const make = () => new PushClient({ url: 'https://push.test/very-secret', ...options } as never);
  expect(make).toThrow(InvalidOptionsError);
  expect(make).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTIONS', option, message: expect.stringContaining(says) }),
  );
  expect(make).not.toThrow(/secret/);
});

test.each([undefined, null, 'https://push.test/very-secret'])('no options: %s', (options) => {
  expect(() => new PushClient(options as never)).toThrow(
    expect.objectContaining({
      code: 'INVALID_OPTIONS',
      option: 'options',
      message: expect.stringMatching(/^options must be an object, is (undefined|null|a string)$/),
    }),
  );
});

const PUSH = { userIds: ['1'], message: { title: 'T', summary: 'S' } };
type Call = (client: PushClient) => Promise<unknown>;

const CALLS: readonly (readonly [says: string, call: Call])[] = [
  [
    'options has an unknown key jurnal; allowed are signal, journal',
    (client) => client.send(PUSH, { jurnal: 'a' } as never),
  ],
  [
    'journal has an unknown key storeids; allowed are path, storeIds, resume, files',
    (client) => client.send(PUSH, { journal: { path: 'a', storeids: true } as never }),
  ],
  [
    'options has an unknown key journal; allowed are push, signal, files',
    (client) => client.resume('a', { journal: 'a' } as never),
  ],
];

test.each(CALLS)('of a run: %s', async (message, call) => {
  await using client = new PushClient({ url: 'https://push.test/very-secret' });
  await expect(call(client)).rejects.toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS', message }));
});
