import { PUSH } from '../mock-server/post.js';
import {
  ACCEPTED,
  badRequest,
  type HostileCase,
  MALFORMED_LATER,
  malformed,
  NOT_JSON,
  type Shown,
} from './hostile-case.js';
import { chunk, chunkedRequest, LAST_CHUNK, rawRequest } from './raw-request.js';

const LENGTH = String(Buffer.byteLength(PUSH));
const NO_METHOD = badRequest('Invalid method encountered');
const TOOK = {
  outcome: 'accepted',
  status: 200,
  accepted: true,
  body: JSON.parse(PUSH),
  bodyTruncated: false,
} as const;

/** Bodies whose beginning or end cannot be told, or is told wrongly. */
export const HOSTILE_FRAMING: readonly HostileCase[] = [
  {
    ...closed('a Content-Length too short: the rest is no request', announced('10'), NOT_JSON, NO_METHOD),
    journal: [{ outcome: 'bad-request', status: 400, body: PUSH.slice(0, 10), bodyTruncated: false }],
  },
  {
    ...closed('garbage behind a good request', after(rawRequest), ACCEPTED, NO_METHOD),
    journal: [TOOK],
  },
  {
    ...closed(
      'garbage behind two pipelined requests',
      after((slug) => Buffer.concat([rawRequest(slug), rawRequest(slug)])),
      ACCEPTED,
      ACCEPTED,
      NO_METHOD,
    ),
    journal: [TOOK, TOOK],
  },
  {
    ...closed('a Content-Length too long, then a half-close', announced('1000'), badRequest('Invalid EOF state')),
    halfClose: true,
    journal: [{ ...MALFORMED_LATER, outcome: 'aborted', body: JSON.parse(PUSH) }],
  },
  {
    ...closed('chunks without a last one, then a half-close', inChunks(chunk(PUSH)), badRequest('Invalid EOF state')),
    halfClose: true,
    journal: [{ ...MALFORMED_LATER, outcome: 'aborted', body: JSON.parse(PUSH) }],
  },
  { ...closed('a good request, then a half-close', rawRequest, ACCEPTED), halfClose: true, journal: [TOOK] },
  head('a negative Content-Length', { 'Content-Length': '-1' }, 'Invalid character in Content-Length'),
  head('a Content-Length that is no number', { 'Content-Length': 'ten' }, 'Invalid character in Content-Length'),
  head('a hexadecimal Content-Length', { 'Content-Length': '0x41' }, 'Invalid character in Content-Length'),
  head('a Content-Length beyond 64 bits', { 'Content-Length': '9'.repeat(24) }, 'Content-Length overflow'),
  head('two different Content-Lengths', { 'content-length': '10' }, 'Duplicate Content-Length'),
  head(
    'Content-Length, then Transfer-Encoding',
    { 'Transfer-Encoding': 'chunked' },
    "Transfer-Encoding can't be present with Content-Length",
  ),
  head(
    'Transfer-Encoding, then Content-Length',
    { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked', 'content-length': LENGTH },
    "Content-Length can't be present with Transfer-Encoding",
  ),
  {
    ...closed(
      'a Transfer-Encoding that tells no end',
      codedBy('gzip'),
      badRequest('Request has invalid `Transfer-Encoding`'),
    ),
    journal: [MALFORMED_LATER],
  },
  chunks('a chunk size that is no number', 'Invalid character in chunk size', 'ZZ\r\n', PUSH),
  chunks('a negative chunk size', 'Invalid character in chunk size', chunk('{'), '-1\r\n', PUSH),
  chunks('a chunk size beyond 64 bits', 'Chunk size overflow', `${'f'.repeat(20)}\r\n`),
  chunks('a chunk size too short', 'Expected LF after chunk data', '2\r\n', PUSH, '\r\n', LAST_CHUNK),
  {
    ...closed(
      'chunks with an extension and a trailer',
      inChunks(extended(PUSH), '0\r\nX-Trailer: yes\r\n\r\n'),
      ACCEPTED,
    ),
    connection: 'kept',
    journal: [TOOK],
  },
];

function closed(name: string, sends: HostileCase['sends'], ...answers: readonly Shown[]): Omit<HostileCase, 'journal'> {
  return { name, sends, answers, connection: 'closed' };
}

/** Refused for its headers. */
function head(name: string, headers: Readonly<Record<string, string | undefined>>, message: string): HostileCase {
  const sends = (slug: string) => rawRequest(slug, { headers });
  return { ...closed(name, sends, badRequest(message)), journal: [malformed(400)] };
}

/** Refused while its body comes. */
function chunks(name: string, message: string, ...bytes: readonly string[]): HostileCase {
  return { ...closed(name, inChunks(...bytes), badRequest(message)), journal: [MALFORMED_LATER] };
}

function announced(length: string): HostileCase['sends'] {
  return (slug) => rawRequest(slug, { headers: { 'Content-Length': length } });
}

function inChunks(...bytes: readonly string[]): HostileCase['sends'] {
  return (slug) => chunkedRequest(slug, ...bytes);
}

function codedBy(transferCoding: string): HostileCase['sends'] {
  const headers = { 'Content-Length': undefined, 'Transfer-Encoding': transferCoding };
  return (slug) => rawRequest(slug, { headers });
}

function after(requests: HostileCase['sends']): HostileCase['sends'] {
  return (slug) => Buffer.concat([requests(slug), Buffer.from('no request\r\n\r\n')]);
}

function extended(content: string): string {
  return chunk(content).replace('\r\n', ';name=value\r\n');
}
