import { ACCEPTED } from './describe-result.js';
import * as server from './failing-servers.js';
import { plain } from './recording-server.js';
import { everywhere, type Row } from './row.js';

const CUT = everywhere('answered 200, cut');

/** More than the kernel buffers for a server that does not read. */
const UNREADABLE_BYTES = 6 * 2 ** 20;

const PAGE = '<!doctype html><title>Sign in</title>';

export const ROWS_WITH_STATUS: readonly Row[] = [
  { failure: 'no failure', at: plain(server.accepts), expected: everywhere(ACCEPTED) },
  { failure: 'reset in the answer', at: plain(server.resetsInAnswer), expected: CUT },
  { failure: 'FIN in the answer', at: plain(server.endsInAnswer), expected: CUT },
  { failure: 'FIN before the last chunk', at: plain(server.endsInChunkedAnswer), expected: CUT },
  { failure: 'abort in the answer', at: plain(server.abortedInAnswer), expected: CUT },
  { failure: 'answer longer than 1 MiB', at: plain(server.answersTooMuch), expected: CUT },
  {
    failure: 'answer up to the FIN, cut',
    at: plain(server.answersAndEnds('HTTP/1.1 200 OK\r\n\r\n{"success":tr')),
    expected: everywhere('answered 200, "{\\"success\\":tr"'),
  },
  {
    failure: 'page instead of JSON',
    at: plain(server.answers(`HTTP/1.1 200 OK\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`)),
    expected: everywhere(`answered 200, "${PAGE}"`),
  },
  {
    failure: 'empty answer',
    at: plain(server.answers('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')),
    expected: everywhere('answered 200, ""'),
  },
  {
    failure: '204',
    at: plain(server.answers('HTTP/1.1 204 No Content\r\n\r\n')),
    expected: everywhere('answered 204, ""'),
  },
  {
    failure: 'corrupt gzip',
    at: plain(server.answers('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 7\r\n\r\nno gzip')),
    expected: { ...CUT, node: 'answered 200, "no gzip"' },
  },
  {
    failure: '307',
    at: plain(server.answers('HTTP/1.1 307 Temporary Redirect\r\nLocation: /push\r\nContent-Length: 0\r\n\r\n')),
    expected: everywhere('answered 307, ""'),
  },
  {
    failure: '421',
    at: plain(server.answers('HTTP/1.1 421 Misdirected Request\r\nContent-Length: 0\r\n\r\n')),
    expected: { ...everywhere('sent again, answered 421, ""'), node: 'answered 421, ""' },
  },
  {
    failure: '413 to a body that is not read',
    at: plain(server.answersUnread('HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n')),
    expected: everywhere('answered 413, ""'),
    bodyBytes: UNREADABLE_BYTES,
  },
  {
    failure: '429 to a body that is not read',
    at: plain(server.answersUnread('HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n')),
    expected: everywhere('answered 429, ""'),
    bodyBytes: UNREADABLE_BYTES,
  },
];
