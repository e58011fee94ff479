import { startMock } from 'imshop-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { headerOf } from '../wire/raw-response.js';
import { RawSocket } from '../wire/raw-socket.js';
import { stage } from './stage.js';

// Every byte below is written by hand after the vendor's page; nothing of it comes from the contract's own code.

/** The request as the page shows it, spaces and all. */
const REQUEST_BODY = `{
    "userIds": [
        "79999999999"
    ],
    "message": {
      "title": "Заголовок уведомления",
      "summary": "Сообщение пользователю"
    },
    "deeplink": "slug://browse"
}`;
const WITHOUT_DEEPLINK =
  '{"userIds":["79999999999","customer-1"],"message":{"title":"Заголовок уведомления","summary":"Сообщение пользователю"}}';
const WRONG_USER_IDS =
  '{"userIds":"79999999999","message":{"title":"Заголовок уведомления","summary":"Сообщение пользователю"}}';

/** The answers as the page shows them, without the spaces that no server sends. */
const ACCEPTED = '{"success":true}';
const UNAVAILABLE = '{"success":false,"error":"Integration is unavailable"}';
const BAD_REQUEST =
  '{"error":"Bad Request","message":"child \\"userIds\\" fails because [\\"userIds\\" must be an array]"}';

const KEEP_ALIVE = 'Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n';
const CLOSE = 'Connection: close\r\n';

/** A whole answer of a mock that adds no headers of its own. */
function answer(status: string, body: string, connection = KEEP_ALIVE): string {
  return (
    `HTTP/1.1 ${status}\r\n` +
    'Content-Type: application/json; charset=utf-8\r\n' +
    `Content-Length: ${body.length}\r\n` +
    'Date: Tue, 14 May 2024 09:30:00 GMT\r\n' +
    `${connection}\r\n${body}`
  );
}

function request(body: string, headers = '', version = 'HTTP/1.1'): string {
  return (
    `POST /shop/push ${version}\r\nHost: push.example\r\nContent-Type: application/json\r\n${headers}` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

const at = stage({ noMockHeaders: true }, Date.UTC(2024, 4, 14, 9, 30));

/** What comes back for these bytes: so many answers, and nothing behind them. */
async function exchange(bytes: string, count = 1): Promise<string[]> {
  using socket = await RawSocket.open(at.mock.origin);
  socket.send(bytes);
  const responses = await socket.responses(count);
  socket.halfClose();
  expect((await socket.ended()).rest).toBe('');
  return responses.map(({ bytes }) => bytes.toString('utf8'));
}

const documented = [
  { name: "the page's request", body: REQUEST_BODY, available: true, status: '200 OK', answered: ACCEPTED },
  { name: 'a request without deeplink', body: WITHOUT_DEEPLINK, available: true, status: '200 OK', answered: ACCEPTED },
  {
    name: 'the request while the integration is not live',
    body: REQUEST_BODY,
    available: false,
    status: '200 OK',
    answered: UNAVAILABLE,
  },
  {
    name: 'a request whose userIds are no array',
    body: WRONG_USER_IDS,
    available: true,
    status: '400 Bad Request',
    answered: BAD_REQUEST,
  },
];

describe.each(documented.map((row) => [row.name, row] as const))('%s', (_, { body, available, status, answered }) => {
  beforeEach(async () => {
    await at.shop.patch({ available });
  });

  it('is answered byte for byte, on a connection that stays open', async () => {
    expect(await exchange(request(body))).toEqual([answer(status, answered)]);
  });

  it('is answered byte for byte, on a connection that is to close', async () => {
    using socket = await RawSocket.open(at.mock.origin);
    socket.send(request(body, CLOSE));
    expect(await socket.ended()).toEqual({ ending: 'end', rest: answer(status, answered, CLOSE) });
  });

  it('is answered byte for byte, to HTTP/1.0', async () => {
    expect(await exchange(request(body, '', 'HTTP/1.0'))).toEqual([answer(status, answered, CLOSE)]);
  });

  it('is answered the same one packet a byte', async () => {
    using socket = await RawSocket.open(at.mock.origin);
    for (const byte of Buffer.from(request(body))) socket.send(Buffer.of(byte));
    const [response] = await socket.responses(1);
    expect(response?.bytes.toString('utf8')).toBe(answer(status, answered));
  });
});

it('answers requests on one connection, one after the other', async () => {
  using socket = await RawSocket.open(at.mock.origin);
  for (const [body, expected] of [
    [REQUEST_BODY, answer('200 OK', ACCEPTED)],
    [WRONG_USER_IDS, answer('400 Bad Request', BAD_REQUEST)],
    [WITHOUT_DEEPLINK, answer('200 OK', ACCEPTED)],
  ] as const) {
    socket.send(request(body));
    const [response] = await socket.responses(1);
    expect(response?.bytes.toString('utf8')).toBe(expected);
  }
});

it('answers pipelined requests in their order, the slow one first', async () => {
  // The first refusal of a process loads the library that words it.
  expect(await exchange(request(WRONG_USER_IDS) + request(REQUEST_BODY), 2)).toEqual([
    answer('400 Bad Request', BAD_REQUEST),
    answer('200 OK', ACCEPTED),
  ]);
});

it('adds its own two headers where nothing else is said, and no others', async () => {
  await using plain = await startMock();
  using socket = await RawSocket.open(plain.origin);
  socket.send(request(REQUEST_BODY));
  const [response] = await socket.responses(1);
  expect(response?.headers.map(([name]) => name)).toEqual([
    'Content-Type',
    'Content-Length',
    'Date',
    'X-Mock-Standing',
    'X-Mock-Request-Id',
    'Connection',
    'Keep-Alive',
  ]);
  expect(response && headerOf(response, 'X-Mock-Standing')).toBe('documented');
  expect(response && headerOf(response, 'X-Mock-Request-Id')).toBe('shop-1');
});

it('delivers exactly the texts that were sent', async () => {
  await exchange(request(REQUEST_BODY));
  expect((await at.shop.inbox('79999999999')).notifications).toEqual([
    {
      requestId: 'shop-1',
      receivedAt: '2024-05-14T09:30:00.000Z',
      title: 'Заголовок уведомления',
      summary: 'Сообщение пользователю',
      deeplink: 'slug://browse',
      duplicate: false,
    },
  ]);
});
