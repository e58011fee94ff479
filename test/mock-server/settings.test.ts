import { type MockOptions, SettingsError, startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';

describe('a setting that is not allowed', () => {
  test.each([
    [{ port: 65_536 }, 'port must be a whole number from 0 to 65535, not 65536'],
    [{ port: 1.5 }, 'port must be a whole number from 0 to 65535, not 1.5'],
    [{ host: 'not a host' }, 'host must be an address or host name, not "not a host"'],
    [{ path: 'push' }, 'path must be a path such as /:slug/push, outside /_mock, not "push"'],
    [{ path: '/_mock/push' }, 'path must be'],
    [{ path: '/../push' }, 'path must be'],
    [{ rateLimit: '10/1x' }, 'rateLimit must be off, or a rate such as 10/1m'],
    [{ rateLimit: '0/1m' }, 'rateLimit must be'],
    [{ rateLimit: '10/25h' }, 'rateLimit must be'],
    [{ rateLimit: { requests: 1 } }, 'rateLimit must be'],
    [{ rateLimitAlgorithm: 'leaky' }, 'rateLimitAlgorithm must be one of fixed, aligned, sliding, bucket, not "leaky"'],
    [{ retryAfter: 'minutes' }, 'retryAfter must be one of seconds, date, off'],
    [{ maxUserIds: 0 }, 'maxUserIds must be a whole number from 1'],
    [{ firstErrorOnly: 'yes' }, 'firstErrorOnly must be true or false'],
    [{ mutant: 'tea' }, 'mutant must be one of none, limit-999, lower-rate-limit'],
    [{ countRejected: 'yes' }, 'countRejected must be true or false'],
    [{ unavailableStatus: 199 }, 'unavailableStatus must be a whole number from 200 to 599, not 199'],
    [{ unavailableStatus: 600 }, 'unavailableStatus must be'],
    [{ journalBodyMax: 1_048_577 }, 'journalBodyMax must be a whole number from 1024 to 1048576, not 1048577'],
    [{ journalTotalMaxBytes: 0 }, 'journalTotalMaxBytes must be a whole number from 65536'],
    [{ deliveriesMaxBytes: 0 }, 'deliveriesMaxBytes must be'],
    [{ eventsMax: 0 }, 'eventsMax must be'],
    [{ maxWatchers: 0 }, 'maxWatchers must be'],
    [{ watcherMaxBytes: 1 }, 'watcherMaxBytes must be'],
    [{ maxWaiting: 0 }, 'maxWaiting must be'],
    [{ maxConnections: 0 }, 'maxConnections must be'],
    [{ adminToken: 'short' }, 'adminToken must be 8 to 256 letters'],
    [{ colour: 'red' }, 'colour must be left out: settings are port, host'],
  ])('%j', async (options, message) => {
    const starting = startMock(options as MockOptions);
    await expect(starting).rejects.toThrow(SettingsError);
    await expect(starting).rejects.toThrow(message);
  });

  test('every one is named at once', async () => {
    const starting = startMock({ port: -1, maxUserIds: -1 });
    await expect(starting).rejects.toMatchObject({
      code: 'BAD_SETTINGS',
      problems: [{ name: 'port' }, { name: 'maxUserIds' }],
    });
  });
});

describe('a rate', () => {
  test.each([
    ['10/1m', { requests: 10, windowMs: 60_000 }],
    ['5/s', { requests: 5, windowMs: 1_000 }],
    ['1/250ms', { requests: 1, windowMs: 250 }],
    ['100/24h', { requests: 100, windowMs: 86_400_000 }],
  ] as const)('%s', async (rateLimit, expected) => {
    await using mock = await startMock({ rateLimit });
    expect((await mock.integration().get()).settings.rateLimit).toMatchObject(expected);
  });
});
