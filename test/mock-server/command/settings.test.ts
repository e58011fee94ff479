import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { folderOfTests } from '../../temp-folder.js';
import { post } from '../post.js';
import { launch, start } from './launch.js';

const folder = folderOfTests();

describe('settings of the command', () => {
  test('flag over environment over file over default', async () => {
    const config = join(folder, 'mock.yaml');
    await writeFile(config, 'maxUserIds: 1\nrateLimit: 1/1m\nretryAfter: date\nstrict: true\nunavailableStatus: 503\n');
    const env = {
      IMSHOP_MOCK_MAX_USER_IDS: '2',
      IMSHOP_MOCK_RATE_LIMIT: '2/1m',
      IMSHOP_MOCK_COUNT_REJECTED: '1',
    };
    const { ready } = await start(['--config', config, '--max-user-ids', '3'], env);
    const response = await fetch(`${ready.url}/_mock/integrations/shop`);
    expect(await response.json()).toMatchObject({
      settings: {
        maxUserIds: 3,
        rateLimit: { requests: 2, windowMs: 60_000, algorithm: 'sliding', retryAfter: 'date', countRejected: true },
        strict: true,
        envelope: 'documented',
        unavailableStatus: 503,
      },
    });
  });

  test('flags of every kind are taken, many at once', async () => {
    const flags = [
      '--host localhost --path /api/:slug/send --rate-limit off --rate-limit-algorithm bucket',
      '--retry-after off --max-user-ids 5 --first-error-only --envelope hapi --strict --count-rejected',
      '--unavailable-status 503 --no-mock-headers --no-magic-ids --seed 7 --scenario healthy',
      '--max-integrations 5 --journal-max 5 --admin-token a-token-of-mine --log-level warn',
    ];
    const { ready } = await start(flags.flatMap((line) => line.split(' ')));
    expect(ready.pushUrl).toMatch(/\/api\/shop\/send$/);
    const { headers, body } = await post(ready.pushUrl, '{}');
    expect([headers.get('x-mock-standing'), JSON.parse(body)]).toEqual([
      null,
      expect.objectContaining({ statusCode: 400, message: 'child "userIds" fails because ["userIds" is required]' }),
    ]);
    const mock = connectMock(ready.url, { adminToken: 'a-token-of-mine' });
    expect(await mock.integration().get()).toMatchObject({
      settings: { magicIds: false, strict: true, maxUserIds: 5, unavailableStatus: 503 },
      scenario: { scenario: { name: 'healthy' } },
      seed: 7,
    });
  });

  test.each([
    { args: ['--port', 'abc'], stderr: 'imshop-mock: --port must be a whole number from 0 to 65535, not "abc"\n' },
    { args: ['--rate-limit', 'fast'], stderr: /^imshop-mock: --rate-limit must be off, or a rate such as 10\/1m/ },
    {
      args: [],
      env: { IMSHOP_MOCK_ENVELOPE: 'soap' },
      stderr: /^imshop-mock: IMSHOP_MOCK_ENVELOPE must be one of documented, hapi/,
    },
    { args: ['--colour'], stderr: /unknown option '--colour'/ },
    { args: ['--prot', '1'], stderr: /^imshop-mock: unknown option '--prot'; did you mean --port\?\n$/ },
    { args: ['--port'], stderr: /option '--port <value>' argument missing/ },
    { args: ['--seed', '-1'], stderr: /option '--seed' argument is ambiguous.*use '--seed=-XYZ'/ },
    { args: ['--json=yes'], stderr: /option '--json' does not take an argument/ },
    { args: ['start', 'more'], stderr: /^imshop-mock: start takes no arguments but flags\n$/ },
    { args: ['exec', '--port', '0'], stderr: /^imshop-mock: exec needs a COMMAND; see imshop-mock exec --help\n$/ },
    { args: ['sing'], stderr: /^imshop-mock: unknown command 'sing'; commands are start, exec, check/ },
    { args: ['constructor'], stderr: /^imshop-mock: unknown command 'constructor'/ },
    { args: ['--config', '/nowhere/mock.yaml'], stderr: /^imshop-mock: --config must be a readable file \(ENOENT/ },
    { file: 'port: [', stderr: /^imshop-mock: --config must be a YAML or JSON file \([\s\S]*line 1/ },
    {
      file: 'port: many\nspeed: 1\n',
      stderr: /^imshop-mock: port in \S+ must be a whole[\s\S]*\nimshop-mock: speed in \S+ must be left out/,
    },
    { file: '- 1', stderr: /must be a file that maps settings to values/ },
    {
      file: '{"port": 70000}',
      stderr: /^imshop-mock: port in \S+ must be a whole number from 0 to 65535, not 70000\n$/,
    },
  ])('$args $env $file exits 64 and names it', async ({ args = [], env = {}, file, stderr }) => {
    const config = join(folder, 'mock.yaml');
    if (file !== undefined) await writeFile(config, file);
    const result = await launch(file === undefined ? args : ['--config', config], env).exit;
    expect(result).toEqual({ code: 64, stdout: '', stderr: expect.stringMatching(stderr) });
  });

  test.each([
    ['--version', /^\d+\.\d+\.\d+\n$/],
    ['--help', /Exit codes: 0 done/],
  ])('%s exits 0', async (flag, stdout) => {
    expect(await launch([flag]).exit).toEqual({ code: 0, stdout: expect.stringMatching(stdout), stderr: '' });
  });
});
