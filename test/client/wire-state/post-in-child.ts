import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CERTIFICATE_FILE } from './recording-server.js';

/** Posts to each address in turn through one transport, and prints the results. */
const SCRIPT = `
  import { fetchTransport, nodeTransport } from 'imshop-push';
  const [name, connectTimeoutMs, ...urls] = process.argv.slice(1);
  const transport = name === 'fetch' ? fetchTransport(fetch) : nodeTransport();
  const results = [];
  for (const url of urls) {
    const request = { url: new URL(url), headers: {}, body: '{"userIds":["1"]}', connectTimeoutMs: Number(connectTimeoutMs) };
    const { type, status, resent = false, error } = await transport.post(request, new AbortController().signal);
    results.push({ type, status, resent, message: error?.message, code: error?.cause?.code ?? error?.code });
  }
  console.log(JSON.stringify(results));`;

/** Runs in another process, because Node reads certificates and proxies from the environment at its start. */
export async function postInChild(
  transport: 'node' | 'fetch',
  urls: readonly string[],
  env: NodeJS.ProcessEnv = {},
  connectTimeoutMs = 60_000,
): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', SCRIPT, transport, String(connectTimeoutMs), ...urls],
    {
      cwd: import.meta.dirname,
      env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: fileURLToPath(CERTIFICATE_FILE), ...env },
    },
  );
  return JSON.parse(stdout);
}
