/** The media types that hapi 16 reads as JSON. */
const JSON_ESSENCE = /^application\/(?:[^/;]+\+)?json$/;
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)"?/i;
const UTF_8 = new Set(['utf-8', 'utf8']);

/** Content codings that are read, as hapi 16 reads them. */
export type Coding = 'identity' | 'gzip' | 'deflate';

/** The reason to refuse a `Content-Type`; `undefined` for none. A missing one counts as JSON, as in hapi 16. */
export function mediaTypeProblem(contentType: string | undefined): string | undefined {
  if (contentType === undefined || contentType === 'application/json') return undefined;
  const essence = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (!JSON_ESSENCE.test(essence)) return `Content-Type must be application/json, not ${essence || 'empty'}`;
  const charset = CHARSET.exec(contentType)?.[1]?.toLowerCase();
  return charset === undefined || UTF_8.has(charset) ? undefined : `the charset must be utf-8, not ${charset}`;
}

/** The coding that `Content-Encoding` names; `undefined` for one that is not read. */
export function codingOf(contentEncoding: string | undefined): Coding | undefined {
  switch ((contentEncoding ?? '').trim().toLowerCase()) {
    case '':
    case 'identity':
      return 'identity';
    case 'gzip':
    case 'x-gzip':
      return 'gzip';
    case 'deflate':
      return 'deflate';
    default:
      return undefined;
  }
}
