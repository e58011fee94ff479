import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { type Fault, type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUSH } from '../post.js';

/** How long a client waits for what never comes, and for what comes late on a busy machine. */
const HANG_PATIENCE_S = 0.3;
const PATIENCE_S = 30;

/** One fault, and what each client makes of it: its words for the error, or the status where it sees none. */
interface Row {
  readonly fault: Fault;
  /** The error's name, and the code of its cause; of a parser's error the name, whose code depends on the line of Node. */
  readonly fetch: string;
  /** The exit code, and the status it wrote before. */
  readonly curl: string;
  /** The class of the exception, outermost first. */
  readonly python: string;
}

const TABLE: readonly Row[] = [
  { fault: { type: 'unavailable' }, fetch: '200', curl: '0 200', python: '200' },
  { fault: { type: 'status', status: 503 }, fetch: '503', curl: '0 503', python: 'HTTPError 503' },
  {
    fault: { type: 'status', status: 502, body: 'html' },
    fetch: '502 SyntaxError',
    curl: '0 502',
    python: 'HTTPError 502',
  },
  { fault: { type: 'rate-limited' }, fetch: '429', curl: '0 429', python: 'HTTPError 429' },
  { fault: { type: 'latency', ms: 20 }, fetch: '200', curl: '0 200', python: '200' },
  { fault: { type: 'hang' }, fetch: 'TimeoutError', curl: '28 000', python: 'TimeoutError' },
  {
    fault: { type: 'reset' },
    fetch: 'TypeError ECONNRESET',
    curl: '56 000',
    python: 'ConnectionResetError',
  },
  {
    fault: { type: 'empty-reply' },
    fetch: 'TypeError UND_ERR_SOCKET',
    curl: '52 000',
    python: 'RemoteDisconnected',
  },
  {
    fault: { type: 'truncated-body' },
    fetch: '200 TypeError UND_ERR_SOCKET',
    curl: '18 200',
    python: '200 IncompleteRead',
  },
  { fault: { type: 'malformed-json' }, fetch: '200 SyntaxError', curl: '0 200', python: '200 JSONDecodeError' },
  {
    fault: { type: 'garbage' },
    fetch: 'TypeError HTTPParserError',
    curl: '1 000',
    python: 'BadStatusLine',
  },
  { fault: { type: 'slow-body', intervalMs: 2 }, fetch: '200', curl: '0 200', python: '200' },
  { fault: { type: 'wrong-content-type' }, fetch: '200 SyntaxError', curl: '0 200', python: '200 JSONDecodeError' },
  { fault: { type: 'stale-connection' }, fetch: '200', curl: '0 200', python: '200' },
  {
    fault: { type: 'redirect', location: '/nowhere' },
    fetch: '404',
    curl: '0 302',
    python: 'HTTPError 404',
  },
  {
    fault: { type: 'redirect', location: '/nowhere', status: 307 },
    fetch: '404',
    curl: '0 307',
    python: 'HTTPError 307',
  },
  { fault: { type: 'extra-keys' }, fetch: '200', curl: '0 200', python: '200' },
  { fault: { type: 'gzip-body' }, fetch: '200', curl: '0 200', python: '200' },
];

/** Of the client that meets the fault of a row. */
function patienceS(row: number): number {
  return TABLE[row]?.fault.type === 'hang' ? HANG_PATIENCE_S : PATIENCE_S;
}

/** Posts to every URL it is given and prints what became of each. */
const PYTHON = `
import json, sys, urllib.request
given = json.load(sys.stdin)
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
def report(url, timeout):
    seen = []
    try:
        data = given['body'].encode()
        request = urllib.request.Request(url, data=data, headers={'Content-Type': 'application/json'})
        with opener.open(request, timeout=timeout) as response:
            seen.append(str(response.status))
            json.loads(response.read())
    except Exception as error:
        seen.append(type(error).__name__)
        if isinstance(error, urllib.error.HTTPError):
            seen.append(str(error.code))
        elif isinstance(error, urllib.error.URLError):
            seen.append(type(error.reason).__name__)
    return ' '.join(seen)
print(json.dumps([report(url, timeout) for url, timeout in zip(given['urls'], given['timeouts'])]))
`;

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ rateLimit: null });
});
afterAll(() => mock.close());

/** An integration for each row, of which every push fails. */
async function urlsFor(client: string): Promise<string[]> {
  const failing = TABLE.map(async ({ fault }, index) => {
    const integration = mock.integration(`${client}-${index}`);
    await integration.fail(fault);
    return integration.url;
  });
  return await Promise.all(failing);
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

async function run(command: string, args: readonly string[], input: string): Promise<{ code: string; out: string }> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  const exited = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve));
  const [out, code] = await Promise.all([text(child.stdout), exited]);
  return { code: String(code), out };
}

async function byFetch(url: string, row: number): Promise<string> {
  const seen: string[] = [];
  try {
    const signal = AbortSignal.timeout(patienceS(row) * 1000);
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: PUSH, signal });
    seen.push(String(response.status));
    await response.json();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name, cause } = error;
    seen.push(name);
    if (cause instanceof Error && cause.name === 'HTTPParserError') seen.push(cause.name);
    else if (cause instanceof Error && 'code' in cause) seen.push(String(cause.code));
  }
  return seen.join(' ');
}

async function byCurl(url: string, row: number): Promise<string> {
  const waits = ['--max-time', String(patienceS(row))];
  const shows = ['--output', '/dev/null', '--write-out', '%{http_code}'];
  const sends = ['--header', 'Content-Type: application/json', '--data-binary', '@-'];
  const { code, out } = await run(
    'curl',
    ['-q', '--silent', '--noproxy', '*', ...waits, ...shows, ...sends, url],
    PUSH,
  );
  return `${code} ${out}`;
}

async function byPython(urls: readonly string[]): Promise<string[]> {
  const input = JSON.stringify({ urls, body: PUSH, timeouts: urls.map((_, row) => patienceS(row)) });
  return JSON.parse((await run('python3', ['-c', PYTHON], input)).out);
}

const CLIENTS = [
  ['fetch', true, (urls: readonly string[]) => Promise.all(urls.map(byFetch))],
  ['curl', isInstalled('curl'), (urls: readonly string[]) => Promise.all(urls.map(byCurl))],
  ['python', isInstalled('python3'), byPython],
] as const;

describe.each(CLIENTS)('%s', (client, isThere, postAll) => {
  it.runIf(isThere)('reports every fault in its own way, and tries only once', async () => {
    const urls = await urlsFor(client);
    const reports = await postAll(urls);
    const asTable = (seen: readonly (string | undefined)[]) =>
      TABLE.map(({ fault }, index) => `${JSON.stringify(fault)} ${seen[index]}`);
    expect(asTable(reports)).toEqual(asTable(TABLE.map((row) => row[client])));
    const slugs = TABLE.map((_, index) => `${client}-${index}`);
    const counts = await Promise.all(slugs.map(async (slug) => (await mock.integration(slug).get()).counters.requests));
    expect(counts).toEqual(TABLE.map(() => 1));
  });
});
