import * as server from './failing-servers.js';
import { plain, plainBehindHttps, tls } from './recording-server.js';
import { EITHER, everywhere, type Row, UNSENT_BY_WITNESS } from './row.js';
import { blockedPort, closedPort, fullBacklog, unknownName } from './unreachable-places.js';

const NOT_SENT = everywhere('not-sent');
const SENT = everywhere('sent');

/** No connection came about. */
const UNCONNECTED: readonly Row[] = [
  { failure: 'closed port', at: closedPort('127.0.0.1'), knows: NOT_SENT },
  { failure: 'closed port of localhost', at: closedPort('localhost'), knows: NOT_SENT },
  { failure: 'unknown name', at: unknownName, knows: NOT_SENT },
  { failure: 'port that fetch blocks', at: blockedPort, knows: NOT_SENT },
  { failure: 'abort before the request', at: plain(server.accepts), knows: NOT_SENT, aborted: 'before' },
  { failure: 'abort while TCP connects', at: fullBacklog, knows: UNSENT_BY_WITNESS, aborted: 'at once' },
  { failure: 'reset on accept', at: plain(server.resetsOnAccept), knows: EITHER },
  { failure: 'TLS with no TLS server', at: plainBehindHttps(server.answersUnread('no TLS\r\n')), knows: NOT_SENT },
  { failure: 'TLS, self-signed', at: tls(server.accepts), knows: NOT_SENT },
  { failure: 'TLS, FIN on accept', at: plainBehindHttps(server.endsOnAccept), knows: UNSENT_BY_WITNESS },
  { failure: 'TLS, FIN in the handshake', at: plainBehindHttps(server.endsAtFirstBytes), knows: UNSENT_BY_WITNESS },
  { failure: 'TLS, reset in the handshake', at: plainBehindHttps(server.resetsAtFirstBytes), knows: UNSENT_BY_WITNESS },
  {
    failure: 'TLS, abort in the handshake',
    at: plainBehindHttps(server.abortedAtFirstBytes),
    knows: UNSENT_BY_WITNESS,
  },
];

/** The request went, in part or whole, and no status came. */
const UNANSWERED: readonly Row[] = [
  { failure: 'FIN on accept', at: plain(server.endsOnAccept), knows: EITHER },
  { failure: 'reset at the first bytes', at: plain(server.resetsAtFirstBytes), knows: SENT },
  { failure: 'reset in the body', at: plain(server.resetsInBody), knows: SENT, bodyBytes: 2 ** 20 },
  { failure: 'reset after the request', at: plain(server.resetsAfterRequest), knows: SENT },
  { failure: 'FIN after the request', at: plain(server.endsAfterRequest), knows: SENT },
  { failure: 'http to a TLS port', at: tls(server.accepts, 'http://127.0.0.1'), knows: SENT },
  { failure: 'no answer, abort', at: plain(server.abortedAfterRequest()), knows: SENT },
  {
    failure: 'no answer, timeout',
    at: plain(server.abortedAfterRequest(new DOMException('too long', 'TimeoutError'))),
    knows: SENT,
  },
  { failure: 'no answer, abort with a text', at: plain(server.abortedAfterRequest('stop')), knows: SENT },
  { failure: 'no answer, abort with null', at: plain(server.abortedAfterRequest(null)), knows: SENT },
  {
    failure: 'no answer, abort with what has no text',
    at: plain(server.abortedAfterRequest(Object.create(null))),
    knows: SENT,
  },
];

const HEAD = 'HTTP/1.1 200 OK\r\n';

/** What came was no status, or not all of one. */
const GARBLED: readonly Row[] = [
  { failure: 'reset in the status line', at: plain(server.answersAndResets('HTTP/1.1 2')), knows: SENT },
  { failure: 'FIN in the status line', at: plain(server.answersAndEnds('HTTP/1.1 2')), knows: SENT },
  { failure: 'reset in the headers', at: plain(server.answersAndResets(`${HEAD}Content-Le`)), knows: SENT },
  { failure: 'FIN in the headers', at: plain(server.answersAndEnds(`${HEAD}Content-Le`)), knows: SENT },
  { failure: 'answer that is not HTTP', at: plain(server.answers('SSH-2.0-OpenSSH_9.2\r\n')), knows: SENT },
  { failure: 'header that is none', at: plain(server.answers(`${HEAD}no header\r\n\r\n`)), knows: SENT },
  {
    failure: 'two lengths',
    at: plain(server.answers(`${HEAD}Content-Length: 16\r\nContent-Length: 17\r\n\r\n{"success":true}`)),
    knows: SENT,
  },
  {
    failure: 'headers of 20 KiB',
    at: plain(server.answers(`${HEAD}X-Large: ${'x'.repeat(20_480)}\r\nContent-Length: 0\r\n\r\n`)),
    knows: SENT,
  },
  {
    failure: 'interim answer, then a reset',
    at: plain(server.answersAndResets('HTTP/1.1 103 Early Hints\r\n\r\n')),
    knows: SENT,
  },
  {
    failure: 'change of protocols',
    at: plain(server.answers('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')),
    knows: SENT,
  },
];

export const ROWS_WITHOUT_STATUS: readonly Row[] = [...UNCONNECTED, ...UNANSWERED, ...GARBLED];
