import type { RequestRecord } from '../../src/api/requests.js';

/** Headers that curl makes itself, or that belong to one connection. */
const LEFT_OUT = new Set([
  'accept-encoding',
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** The request as a command for a POSIX shell. */
export function curlOf({ method, path, headers, body }: RequestRecord, origin: string): string {
  const sent = Object.entries(headers).filter(([name]) => !LEFT_OUT.has(name));
  const text = body === null ? undefined : textOf(body);
  return [
    `curl -sS -i -X ${quoted(method)} ${quoted(origin + path)}`,
    ...sent.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(text === undefined ? [] : [`--data-raw ${quoted(text)}`]),
  ].join(' \\\n  ');
}

/** A body that was no JSON is kept as it came. */
function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** In single quotes nothing means anything to a shell but the quote itself. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
