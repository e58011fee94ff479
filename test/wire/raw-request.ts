import { PUSH } from '../mock-server/post.js';

export interface RawRequest {
  readonly method?: string;
  readonly target?: string;
  /** Over the usual ones, in this order; `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Buffer;
}

/** The bytes of a request: a good push to this integration, where nothing else is said. */
export function rawRequest(slug: string, { method = 'POST', target, headers, body = PUSH }: RawRequest = {}): Buffer {
  const sent = {
    Host: 'localhost',
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(sent).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return rawBytes([`${method} ${target ?? `/${slug}/push`} HTTP/1.1`, ...lines], body);
}

/** The bytes of a push whose body comes in these chunks, as they stand. */
export function chunkedRequest(slug: string, ...chunks: readonly string[]): Buffer {
  const headers = { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' };
  return rawRequest(slug, { headers, body: chunks.join('') });
}

/** One chunk, well framed. */
export function chunk(content: string): string {
  return `${Buffer.byteLength(content).toString(16)}\r\n${content}\r\n`;
}

export const LAST_CHUNK = '0\r\n\r\n';

/** Lines, an empty line, and what follows it. */
export function rawBytes(lines: readonly string[], body: string | Buffer = ''): Buffer {
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
}
