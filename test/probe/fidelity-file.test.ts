import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIDELITY } from 'imshop-contracts';
import { connectMock, type ProbeReport, probe } from 'imshop-mock';
import { beforeAll, describe, expect, test } from 'vitest';
import { launch, start } from '../mock-server/command/launch.js';
import { PUSH, post } from '../mock-server/post.js';
import { folderOfTests } from '../temp-folder.js';
import { startProvider } from './independent-provider.js';
import { recordingClock } from './recording-clock.js';

const folder = folderOfTests();
let report: ProbeReport;
let file: string;
beforeAll(async () => {
  await using provider = await startProvider({ abortEarly: true });
  report = await probe(new URL(provider.url), { clock: recordingClock() });
  file = await written('probe.json', report);
});

/** Each test starts one or two processes, which is slow on a busy machine. */
const SLOW = { timeout: 20_000 };

describe('a mock with the file of a probe', SLOW, () => {
  test('takes the observed settings', async () => {
    const { ready } = await start(['--fidelity', file]);
    const { headers, body } = await post(ready.pushUrl, '{}');
    expect(JSON.parse(body)).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: 'child "userIds" fails because ["userIds" is required]',
      validation: { source: 'payload', keys: ['userIds'] },
    });
    expect(headers.get('x-mock-standing')).toBe('observed');
    expect((await post(ready.pushUrl, PUSH)).headers.get('x-mock-standing')).toBe('documented');
    const { requests } = await connectMock(ready.url).integration().requests();
    expect(requests.map(({ behaviour, standing }) => [behaviour, standing]).toSorted()).toEqual([
      ['accepted', 'documented'],
      ['validation-text', 'observed'],
    ]);
  });

  test('names the endpoint of each observed row, and the rows that differ', async () => {
    const { ready } = await start([], { IMSHOP_MOCK_FIDELITY: file });
    const place = `${report.host} on 2026-05-01`;
    const table = new Map((await connectMock(ready.url).fidelity()).map((row) => [row.id, row]));
    const observed = (source: string) => expect.objectContaining({ standing: 'observed', source });
    expect(table.get('user-ids')).toEqual(observed(`observed at ${place}`));
    expect(table.get('library-envelope')).toEqual(observed(`observed at ${place}, with envelope hapi`));
    expect(table.get('all-errors-listed')).toEqual(observed(`observed at ${place}, with firstErrorOnly true`));
    expect(table.get('method-not-allowed')).toMatchObject({
      standing: 'assumed',
      source: `nobody outside the vendor knows; hapi 16 answers 404; differs at ${place}`,
    });
    expect(table.get('unknown-path')).toEqual(FIDELITY.find(({ id }) => id === 'unknown-path'));
  });

  test('obeys a flag that differs, and then does not call the row observed', async () => {
    const { ready } = await start(['--fidelity', file, '--envelope', 'documented']);
    expect(JSON.parse((await post(ready.pushUrl, '{}')).body)).not.toHaveProperty('statusCode');
    const rows = await connectMock(ready.url).fidelity();
    expect(rows.find(({ id }) => id === 'library-envelope')).toMatchObject({
      standing: 'library',
      source: expect.stringContaining(`envelope hapi at ${report.host}`),
    });
  });

  test('turns an assumed row into an observed one', async () => {
    const sure = await written('sure.json', { ...report, rows: { 'media-type': 'as-the-mock' }, settings: {} });
    const { ready } = await start(['--fidelity', sure]);
    const { status, headers } = await post(ready.pushUrl, '{}', { 'content-type': 'text/plain' });
    expect([status, headers.get('x-mock-standing')]).toEqual([415, 'observed']);
  });

  test('also works with exec', async () => {
    const sender = `const { status } = await fetch(process.env.IMSHOP_PUSH_URL, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
      console.log(status)`;
    const command = [process.execPath, '--input-type=module', '-e', sender];
    expect(await launch(['exec', '--fidelity', file, '--', ...command]).exit).toMatchObject({ stdout: '400\n' });
  });
});

describe('a file that is no observation is refused with the reason:', SLOW, () => {
  test.each([
    { wrong: 'not there', content: undefined, stderr: /--fidelity must be a readable file \(ENOENT/ },
    { wrong: 'not JSON', content: '{"version": 1,', stderr: /--fidelity must be a YAML or JSON file/ },
    { wrong: 'another version', content: { version: 2 }, stderr: /line \d+, must be .*"version" must be \[1\]/ },
    { wrong: 'no host', content: { host: undefined }, stderr: /"host" is required/ },
    { wrong: 'an unknown row', content: { rows: { nonsense: 'differs' } }, stderr: /"rows.nonsense" is not allowed/ },
    { wrong: 'an unknown finding', content: { rows: { accepted: 'maybe' } }, stderr: /"rows.accepted" must be one of/ },
    {
      wrong: 'a setting that an observation may not decide',
      content: { settings: { adminToken: 'let-me-in' } },
      stderr: /"settings.adminToken" is not allowed/,
    },
  ])('$wrong', async ({ content, stderr }) => {
    const path = content ? await written('bad.json', content) : join(folder, 'nowhere.json');
    const result = await launch(['--port', '0', '--fidelity', path]).exit;
    expect(result).toEqual({ code: 64, stdout: '', stderr: expect.stringMatching(stderr) });
  });
});

/** Writes the report with some keys replaced, or a text. */
async function written(name: string, content: string | object): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify({ ...report, ...content }, null, 2));
  return path;
}
