/** What the load process is asked to do. */
export interface Job {
  readonly port: number;
  /** Whole requests as text, sent in turn. */
  readonly requests: readonly string[];
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
