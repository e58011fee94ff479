/** One answer, as it came over the wire. */
export interface RawResponse {
  readonly statusLine: string;
  /** Names as they were sent, in their order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** All of it. */
  readonly bytes: Buffer;
}

const HEAD_END = '\r\n\r\n';
const BODILESS = /^HTTP\/1\.1 (?:1\d\d|204|304) /;

/** The first answer in these bytes; `undefined` where it is not complete yet. */
export function parseResponse(received: Buffer, method: string): RawResponse | undefined {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const start = headEnd + HEAD_END.length;
  const [statusLine = '', ...lines] = received.toString('latin1', 0, headEnd).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const isBodiless = method === 'HEAD' || BODILESS.test(statusLine);
  const framed = isBodiless ? { body: '', length: 0 } : bodyIn(headers, received.subarray(start));
  if (!framed) return undefined;
  const bytes = Buffer.from(received.subarray(0, start + framed.length));
  return { statusLine, headers, body: framed.body, bytes };
}

/** The value of a header; `undefined` where it was not sent. */
export function headerOf({ headers }: Pick<RawResponse, 'headers'>, name: string): string | undefined {
  return headers.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1];
}

interface Framed {
  readonly body: string;
  /** What the body takes of the bytes, framing included. */
  readonly length: number;
}

function bodyIn(headers: RawResponse['headers'], rest: Buffer): Framed | undefined {
  const announced = headerOf({ headers }, 'content-length');
  if (announced === undefined) return chunksIn(rest);
  const length = Number(announced);
  return rest.length < length ? undefined : { body: rest.toString('utf8', 0, length), length };
}

function chunksIn(rest: Buffer): Framed | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const sizeEnd = rest.indexOf('\r\n', at);
    if (sizeEnd < 0) return undefined;
    const hex = rest.toString('latin1', at, sizeEnd);
    // What is no chunk never becomes one, however much more comes.
    if (!/^[\da-f]+$/i.test(hex)) return undefined;
    const size = Number.parseInt(hex, 16);
    const next = sizeEnd + 2 + size + 2;
    if (rest.length < next) return undefined;
    if (size === 0) return { body: Buffer.concat(chunks).toString('utf8'), length: next };
    chunks.push(rest.subarray(sizeEnd + 2, sizeEnd + 2 + size));
    at = next;
  }
}
