import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { connectMock, startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { listen } from '../listen.js';
import { launch, start } from '../mock-server/command/launch.js';
import { pushTo } from '../mock-server/post.js';
import { folderOfTests } from '../temp-folder.js';
import { rawRequest } from '../wire/raw-request.js';
import { headerOf } from '../wire/raw-response.js';
import { ask, askWith } from './ask.js';

/** What a terminal obeys (colours, titles, the clipboard, the cursor, both of 7 and 8 bits), and what turns texts about. */
const EVIL =
  '\u001b[2J\u001b]0;owned\u0007\u001b]52;c;b3duZWQ=\u0007\u009b31m\u0008\u202etxt.exe\u2066\u200f\u007f\u0000';

/** What of it Node's parser lets through in a header. */
const EIGHT_BIT = '\u009b31m\u202etxt.exe\u2066\u200f';

/** Any of it; lines may end. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const STEERS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const folder = folderOfTests();

test('log lines, whatever is sent', async () => {
  const { ready, stop } = await start(['--log-level', 'trace']);
  const headers = { 'User-Agent': EIGHT_BIT, 'Content-Type': 'application/json', 'X-Note': EIGHT_BIT };
  const body = pushTo([EVIL], { title: EVIL, summary: EVIL });
  for (const target of ['/shop/push', `/nowhere/${encodeURIComponent(EVIL)}`, '/_mock/integrations/%1b%5b2J']) {
    await ask(ready.url, { method: 'POST', target, headers, body });
  }
  for (const bytes of [
    `POST /shop/push${EVIL} HTTP/1.1\r\nHost: x\r\n\r\n`,
    `${EVIL} / HTTP/1.1\r\n\r\n`,
    rawRequest('shop', { headers: { [`X${EVIL}`]: 'y' } }),
    rawRequest('shop', { headers: { 'User-Agent': EVIL } }),
    rawRequest('shop', { body: EVIL }),
  ]) {
    const { headers: answered } = await askWith(ready.url, bytes, 'POST');
    for (const [name, value] of answered) expect(name + value).not.toMatch(STEERS);
  }
  const { stdout, stderr } = await stop();
  expect(stderr.split('\n').length).toBeGreaterThan(4);
  expect(stderr + stdout).not.toMatch(STEERS);
});

test('variables that are no settings are named in the log, harmlessly', async () => {
  const { stop } = await start([], { 'IMSHOP_MOCK_\u001b[2J\u202e\u009b': '1' });
  const { stderr } = await stop();
  expect(stderr).toContain('\\u202e');
  expect(stderr).not.toMatch(STEERS);
});

const ARGUMENT = EVIL.replace('\u0000', '');
test.each<[string, readonly string[]]>([
  ['a bad value', ['--port', ARGUMENT]],
  ['an unknown flag', [`--${ARGUMENT}`]],
  ['an unknown command', [ARGUMENT]],
  ['a file that is not there', ['--config', `/nowhere/${ARGUMENT}`]],
  ['a tape that cannot be written', ['--record-tape', `/nowhere/${ARGUMENT}`]],
  ['a program that is not there', ['exec', '--', `./${ARGUMENT}`]],
  ['a pact that is not there', ['verify', `./${ARGUMENT}`]],
  ['an address that is none', ['ready', '--url', ARGUMENT]],
  [
    'tests that fail',
    ['mutants', '--', process.execPath, '-e', `console.log(${JSON.stringify(EVIL)}); process.exit(1)`],
  ],
])('the error about %s', async (_, args) => {
  const { code, stdout, stderr } = await launch(args).exit;
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/imshop-mock: /);
  expect(stdout + stderr).not.toMatch(STEERS);
});

test.each([
  ['no YAML', `port: [${EVIL}`],
  ['an unknown setting', JSON.stringify({ [EVIL]: EVIL })],
  ['a bad value', JSON.stringify({ host: EVIL })],
])('the error about a file with %s', async (_, content) => {
  const path = join(folder, 'mock.yaml');
  await writeFile(path, content);
  const { code, stderr } = await launch(['--config', path]).exit;
  expect(code).toBe(64);
  expect(stderr).not.toMatch(STEERS);
});

describe('the reports about a pact', () => {
  const PACT = {
    consumer: { name: EVIL },
    provider: { name: 'Imshop' },
    metadata: { pactSpecification: { version: '3.0.0' } },
    interactions: [
      {
        description: `a push ${EVIL}`,
        providerStates: [{ name: `a state ${EVIL}` }],
        request: {
          method: 'POST',
          path: '/shop/push',
          headers: { 'Content-Type': 'application/json' },
          body: { [EVIL]: 1 },
        },
        response: { status: 200, headers: { 'Content-Type': 'application/json' }, body: { success: EVIL } },
      },
    ],
  };

  test.each(['text', '--json', '--junit', '--html'])('%s', async (format) => {
    const pact = join(folder, 'pact.json');
    await writeFile(pact, JSON.stringify(PACT));
    const report = join(folder, `report${format}`);
    const flags = format === 'text' ? [] : format === '--json' ? [format] : [format, report];
    const { code, stdout, stderr } = await launch(['verify', pact, ...flags], { PACT_DO_NOT_TRACK: 'true' }).exit;
    expect(code).toBe(1);
    expect(stdout + stderr).not.toMatch(STEERS);
    if (flags.includes(report)) expect(await readFile(report, 'utf8')).not.toMatch(STEERS);
  });
});

test('the mock that another address leads to has no say either', async () => {
  const server = createServer((_, response) => {
    response.writeHead(500, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify({ detail: EVIL }));
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  const { code, stderr } = await launch(['ready', '--url', url]).exit;
  server.close();
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^imshop-mock: GET \/health was refused with 500/),
  });
  expect(stderr).not.toMatch(STEERS);
});

test('what curl shows of the journal, which as JSON still says it all', async () => {
  await using mock = await startMock();
  const shop = mock.integration();
  const body = pushTo([EVIL], { title: EVIL, summary: EVIL });
  const headers = { 'Content-Type': 'application/json' };
  const pushed = await ask(mock.origin, { method: 'POST', target: '/shop/push', headers, body });
  expect(headerOf(pushed, 'X-Mock-Hint') ?? '').not.toMatch(STEERS);
  for (const target of [
    '/requests',
    '/summaries',
    `/inbox/${encodeURIComponent(EVIL)}`,
    `/${encodeURIComponent(EVIL)}`,
  ]) {
    const answer = await ask(mock.origin, { target: `/_mock/integrations/shop${target}` });
    expect(answer.body, target).not.toMatch(STEERS);
  }
  const { requests } = await connectMock(mock.origin).integration().requests();
  expect(requests.map((request) => request.body)).toEqual([JSON.parse(body)]);
  expect((await shop.inbox(EVIL)).notifications.map(({ title }) => title)).toEqual([EVIL]);
});
