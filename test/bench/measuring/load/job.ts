/** What the load process is asked to do. */
export interface Job {
  readonly port: number;
  /** The requests, sent in turn. */
  readonly requests: readonly string[] | MadeRequests;
  /** What every answer must have. */
  readonly status: number;
  /** Connections that are kept open; each waits for its answer before it sends on. */
  readonly connections: number;
  /** It ends after so long, or after so many requests, whichever comes first. */
  readonly forMs: number;
  readonly most?: number;
  /** Requests a second, all connections together. Default: as many as are answered. */
  readonly perSecond?: number;
}

/** Requests that the load makes before it begins to send: too many to be handed over. No customer is in two of them. */
export interface MadeRequests {
  readonly path: string;
  /** Which request is the first: a second job goes on where the one before it ended. */
  readonly first: number;
  readonly count: number;
  readonly idsEach: number;
  /** Each request has a title that no other has. */
  readonly ownTexts: boolean;
}

export interface LoadResult {
  readonly answered: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Which share of its core the load itself took; near 1 it is the load that is measured. */
  readonly busy: number;
}

export type Reply = { readonly result: LoadResult } | { readonly error: string };

/** A request as it goes over the wire. */
export function requestText(path: string, body: string): string {
  const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n`;
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const MESSAGE = { title: 'Your order', summary: 'is on its way' };
const FIRST_ID = 79_000_000_000;

/** The requests as bytes. */
export function requestBytes(requests: Job['requests']): readonly Buffer[] {
  if (!('count' in requests)) return requests.map((text) => Buffer.from(text));
  const { path, first, count, idsEach, ownTexts } = requests;
  return Array.from({ length: count }, (_, index) => {
    const request = first + index;
    const userIds = Array.from({ length: idsEach }, (__, id) => String(FIRST_ID + request * idsEach + id));
    const message = ownTexts ? { ...MESSAGE, title: `Your order ${request}` } : MESSAGE;
    return Buffer.from(requestText(path, JSON.stringify({ userIds, message })));
  });
}
