import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** How long from the start of the process to the first answer, the mock against a bare handler, by turns. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 15);

const PUSH = '{"userIds":["79999999999"],"message":{"title":"a","summary":"b"}}';

const BARE = `require('node:http').createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk)).on('end', () => {
    JSON.parse(body);
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end('{"success":true}');
  });
}).listen(0, '127.0.0.1', function () {
  console.log(JSON.stringify({ pushUrl: 'http://127.0.0.1:' + this.address().port }));
})`;

const CLI = fileURLToPath(import.meta.resolve('imshop-mock/package.json')).replace('package.json', 'bundle/cli.js');

const CONTENDERS = { bare: ['-e', BARE], mock: [CLI, 'start', '--port', '0', '--json', '--log-level', 'silent'] };

type Name = keyof typeof CONTENDERS;

const readyMs: Record<Name, number[]> = { bare: [], mock: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  for (const name of ['bare', 'mock'] as const) readyMs[name].push(await measure(CONTENDERS[name]));
}
const [bare, mock] = [median(readyMs.bare), median(readyMs.mock)];
process.stdout.write(
  `start to first answer, median of ${ROUNDS}: bare ${bare} ms, mock ${mock} ms, ratio ${(mock / bare).toFixed(2)}\n`,
);

async function measure(args: readonly string[]): Promise<number> {
  // A bundle of certificates named in the environment slows every start of Node.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, args, { env });
  const { pushUrl } = await firstLine(child);
  const response = await fetch(pushUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: PUSH,
  });
  await response.text();
  const elapsedMs = performance.now() - startedAtMs;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return elapsedMs;
}

async function firstLine(child: ChildProcessWithoutNullStreams): Promise<{ pushUrl: string }> {
  const [line] = await once(child.stdout, 'data');
  return JSON.parse(String(line));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
