import type { RequestRecord, SettingsPatch } from 'imshop-mock';
import { expect } from 'vitest';
import { headerOf, type RawResponse } from './raw-response.js';

/** What comes back, as far as it is the mock's to decide. */
export interface Shown {
  readonly status: string;
  readonly contentType?: string | undefined;
  readonly allow?: string | undefined;
  readonly body: string;
}

/** Bytes that no good sender sends, and all that must come of them. */
export interface HostileCase {
  readonly name: string;
  readonly sends: (slug: string) => Buffer;
  /** The sender ends its side of the connection after that. */
  readonly halfClose?: true;
  /** What the integration is set to before. */
  readonly settings?: SettingsPatch;
  readonly method?: string;
  readonly answers: readonly Shown[];
  /** Whether the same connection then takes the next good request. */
  readonly connection: 'kept' | 'closed';
  /** The entries of the journal; of each, what matters. */
  readonly journal: readonly Partial<RequestRecord>[];
}

export function shown(response: RawResponse): Shown {
  return {
    status: response.statusLine.replace(/^HTTP\/1\.1 /, ''),
    contentType: headerOf(response, 'Content-Type'),
    allow: headerOf(response, 'Allow'),
    body: response.body,
  };
}

export function json(status: string, body: string): Shown {
  return { status, contentType: 'application/json; charset=utf-8', body };
}

export const ACCEPTED = json('200 OK', '{"success":true}');
export const NOT_JSON = badRequest('Invalid request payload JSON format');
export const NOT_FOUND = json('404 Not Found', '{"error":"Not Found","message":"Not Found"}');
export const TOO_LARGE = json(
  '413 Payload Too Large',
  '{"error":"Request Entity Too Large","message":"Payload content length greater than maximum allowed: 1048576"}',
);

/** A 400 in the vendor's words; `message` as it stands in the JSON. */
export function badRequest(message: string): Shown {
  return json('400 Bad Request', `{"error":"Bad Request","message":"${message}"}`);
}

/** The entry of bytes that are no HTTP request, by their first line and what follows. */
export function malformed(status: number, method = 'POST'): Partial<RequestRecord> {
  const body: unknown = expect.stringMatching(new RegExp(`^${method} /[\\w-]+/push HTTP/1\\.1\r\n`));
  return { method, outcome: 'malformed-http', status, accepted: false, body, bodyTruncated: true };
}

/** The entry of a request that turned out malformed after its headers: one entry, whatever is kept of the body. */
export const MALFORMED_LATER: Partial<RequestRecord> = {
  outcome: 'malformed-http',
  status: 400,
  accepted: false,
  bodyTruncated: true,
};
