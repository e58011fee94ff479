import * as server from './failing-servers.js';
import { plain, plainBehindHttps, tls } from './recording-server.js';
import { EITHER, everywhere, type Row, UNSENT_BY_OBSERVER } from './row.js';
import { blockedPort, closedPort, fullBacklog, unknownName } from './unreachable-targets.js';

const NOT_SENT = everywhere('not-sent');
const SENT = everywhere('sent');

/** No connection was established. */
const UNCONNECTED: readonly Row[] = [
  { failure: 'closed port', at: closedPort('127.0.0.1'), expected: NOT_SENT },
  { failure: 'closed port of localhost', at: closedPort('localhost'), expected: NOT_SENT },
  { failure: 'unknown name', at: unknownName, expected: NOT_SENT },
  { failure: 'port that fetch blocks', at: blockedPort, expected: NOT_SENT },
  { failure: 'abort before the request', at: plain(server.accepts), expected: NOT_SENT, aborted: 'before' },
  { failure: 'abort while TCP connects', at: fullBacklog, expected: UNSENT_BY_OBSERVER, aborted: 'at once' },
  { failure: 'reset on accept', at: plain(server.resetsOnAccept), expected: EITHER },
  { failure: 'TLS with no TLS server', at: plainBehindHttps(server.answersUnread('no TLS\r\n')), expected: NOT_SENT },
  { failure: 'TLS, self-signed', at: tls(server.accepts), expected: NOT_SENT },
  { failure: 'TLS, FIN on accept', at: plainBehindHttps(server.endsOnAccept), expected: UNSENT_BY_OBSERVER },
  { failure: 'TLS, FIN in the handshake', at: plainBehindHttps(server.endsAtFirstBytes), expected: UNSENT_BY_OBSERVER },
  {
    failure: 'TLS, reset in the handshake',
    at: plainBehindHttps(server.resetsAtFirstBytes),
    expected: UNSENT_BY_OBSERVER,
  },
  {
    failure: 'TLS, abort in the handshake',
    at: plainBehindHttps(server.abortedAtFirstBytes),
    expected: UNSENT_BY_OBSERVER,
  },
];

/** The request was sent, in part or whole, and no status came. */
const UNANSWERED: readonly Row[] = [
  { failure: 'FIN on accept', at: plain(server.endsOnAccept), expected: EITHER },
  { failure: 'reset at the first bytes', at: plain(server.resetsAtFirstBytes), expected: SENT },
  { failure: 'reset in the body', at: plain(server.resetsInBody), expected: SENT, bodyBytes: 2 ** 20 },
  { failure: 'reset after the request', at: plain(server.resetsAfterRequest), expected: SENT },
  { failure: 'FIN after the request', at: plain(server.endsAfterRequest), expected: SENT },
  { failure: 'http to a TLS port', at: tls(server.accepts, 'http://127.0.0.1'), expected: SENT },
  { failure: 'no answer, abort', at: plain(server.abortedAfterRequest()), expected: SENT },
  {
    failure: 'no answer, timeout',
    at: plain(server.abortedAfterRequest(new DOMException('too long', 'TimeoutError'))),
    expected: SENT,
  },
  { failure: 'no answer, abort with a text', at: plain(server.abortedAfterRequest('stop')), expected: SENT },
  { failure: 'no answer, abort with null', at: plain(server.abortedAfterRequest(null)), expected: SENT },
  {
    failure: 'no answer, abort with what has no text',
    at: plain(server.abortedAfterRequest(Object.create(null))),
    expected: SENT,
  },
];

const HEAD = 'HTTP/1.1 200 OK\r\n';

/** The answer had no status, or an incomplete one. */
const GARBLED: readonly Row[] = [
  { failure: 'reset in the status line', at: plain(server.answersAndResets('HTTP/1.1 2')), expected: SENT },
  { failure: 'FIN in the status line', at: plain(server.answersAndEnds('HTTP/1.1 2')), expected: SENT },
  { failure: 'reset in the headers', at: plain(server.answersAndResets(`${HEAD}Content-Le`)), expected: SENT },
  { failure: 'FIN in the headers', at: plain(server.answersAndEnds(`${HEAD}Content-Le`)), expected: SENT },
  { failure: 'answer that is not HTTP', at: plain(server.answers('SSH-2.0-OpenSSH_9.2\r\n')), expected: SENT },
  { failure: 'header that is none', at: plain(server.answers(`${HEAD}no header\r\n\r\n`)), expected: SENT },
  {
    failure: 'two lengths',
    at: plain(server.answers(`${HEAD}Content-Length: 16\r\nContent-Length: 17\r\n\r\n{"success":true}`)),
    expected: SENT,
  },
  {
    failure: 'headers of 20 KiB',
    at: plain(server.answers(`${HEAD}X-Large: ${'x'.repeat(20_480)}\r\nContent-Length: 0\r\n\r\n`)),
    expected: SENT,
  },
  {
    failure: 'interim answer, then a reset',
    at: plain(server.answersAndResets('HTTP/1.1 103 Early Hints\r\n\r\n')),
    expected: SENT,
  },
  {
    failure: 'change of protocols',
    at: plain(server.answers('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')),
    expected: SENT,
  },
];

export const ROWS_WITHOUT_STATUS: readonly Row[] = [...UNCONNECTED, ...UNANSWERED, ...GARBLED];
