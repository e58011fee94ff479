import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { sendRaw } from '../metrics/send-raw.js';
import { PUSH, post } from '../post.js';
import { start } from './launch.js';

const LOGGER = new URL('dist/commands/pino-logger.js', import.meta.resolve('imshop-mock/package.json')).href;

describe('at the level debug', () => {
  test('each request and each refused call is a line that names it, and none shows what a caller wrote', async () => {
    const { ready, stop } = await start(['--log-level', 'debug']);
    const answers = [
      await post(ready.pushUrl, PUSH),
      await post(`${ready.url}/nowhere/79999999999`, PUSH),
      await post(`${ready.url}/_mock/integrations/shop/inbox/79999999999`, ''),
      await post(`${ready.url}/_mock/79999999999`, ''),
      await post(
        `${ready.url}/_mock/integrations/${encodeURIComponent('\u009b31m')}/verify`,
        '{"count":"79999999999"}',
      ),
    ];
    await sendRaw(ready.url, '\u001b[31mno HTTP\r\n\r\n');
    const { stderr } = await stop();
    const lines = linesOf(stderr).filter(({ level }) => level === 20);
    expect(lines).toMatchObject([
      {
        msg: 'request',
        requestId: 'shop-1',
        slug: 'shop',
        outcome: 'accepted',
        status: 200,
        durationMs: expect.any(Number),
      },
      { msg: 'request', requestId: 'unrouted-1', outcome: 'unknown-path', status: 404 },
      {
        msg: 'control call',
        requestId: 'control-1',
        call: 'POST /integrations/:slug/inbox/:userId',
        slug: 'shop',
        outcome: 'refused',
        status: 405,
        durationMs: expect.any(Number),
      },
      { msg: 'control call', requestId: 'control-2', call: 'POST', outcome: 'refused', status: 404 },
      { msg: 'control call', requestId: 'control-3', call: 'POST /integrations/:slug/verify', status: 400 },
      { msg: 'request', outcome: 'malformed-http', status: 400 },
    ]);
    const ids = answers.map(({ headers }) => headers.get('x-mock-request-id'));
    expect(lines.slice(0, 5).map(({ requestId }) => requestId)).toEqual(ids);
    expect(stderr).not.toMatch(/79999999999|31m|Заказ/);
  });

  test('and at the level info none is', async () => {
    const { ready, stop } = await start();
    await post(ready.pushUrl, PUSH);
    await post(`${ready.url}/nowhere`, PUSH);
    await sendRaw(ready.url, 'no HTTP\r\n\r\n');
    expect(linesOf((await stop()).stderr)).toMatchObject([{ msg: 'listening' }]);
  });
});

test('that integrations have to go is told once, so that who makes slugs up fills no disk', async () => {
  const { ready, stop } = await start(['--max-integrations', '1']);
  for (const slug of ['a', 'b', 'c', 'd']) await post(`${ready.url}/${slug}/push`, PUSH);
  expect(linesOf((await stop()).stderr)).toMatchObject([
    { msg: 'listening' },
    { msg: expect.stringContaining('integration evicted'), slug: 'a', maxIntegrations: 1 },
  ]);
});

test.each([
  ['a line break', '\n', /^\{[^\n]+\}\n$/],
  ['an escape sequence', '\u001b[31m', /\\u001b/],
  ['an escape sequence of one character', '\u009b31m', /\\u009b/],
  ['a line separator', '\u2028', /\\u2028/],
  ['a change of direction', '\u202e', /\\u202e/],
  ['a character of two units', '\u{e0001}', /\\udb40\\udc01/],
])('%s steers nothing in a log, and is kept', (_, text, shown) => {
  const stderr = written(`info({ text: ${JSON.stringify(text)} }, 'x')`);
  expect(stderr).toMatch(shown);
  expect(stderr.trimEnd()).not.toMatch(/[\p{C}\u2028]/u);
  expect(JSON.parse(stderr).text).toBe(text);
});

function written(call: string): string {
  const script = `import { pinoLogger } from '${LOGGER}'; pinoLogger('debug').${call};`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stderr;
}

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly requestId?: string;
}

function linesOf(stderr: string): Line[] {
  return stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
