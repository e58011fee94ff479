import diagnosticsChannel from 'node:diagnostics_channel';
import type { Connection } from './connection.js';
import type { ServerBehavior } from './recording-server.js';

const ACCEPTED = '{"success":true}';

const answer = (text: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`;

const BEGINNING_OF_ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{"succ';

type Act = (connection: Connection, client: AbortController) => void;

function atFirstBytes(act: Act): ServerBehavior {
  return async (connection, client) => {
    await connection.firstBytes();
    act(connection, client);
  };
}

/** @param times The received part of the body: 0.5 for its half. */
function afterRequest(act: Act, times = 1): ServerBehavior {
  return async (connection, client) => {
    await connection.request(times);
    act(connection, client);
  };
}

/** Acts after the head of an answer has arrived. */
function inAnswer(act: Act): ServerBehavior {
  return async (connection, client) => {
    await connection.request();
    const arrived = headArrives();
    connection.send(BEGINNING_OF_ANSWER);
    await arrived;
    act(connection, client);
  };
}

/** Accepts every request. */
export const accepts: ServerBehavior = async (connection) => {
  for (;;) {
    await connection.request();
    connection.send(answer(ACCEPTED));
    connection.clear();
  }
};

/** @param before Called between the request and its answer. */
export function acceptsAfter(before: () => void): ServerBehavior {
  return afterRequest((connection) => {
    before();
    connection.send(answer(ACCEPTED));
  });
}

export const resetsOnAccept: ServerBehavior = (connection) => connection.reset();

export const endsOnAccept: ServerBehavior = (connection) => connection.end();

export const endsAtFirstBytes = atFirstBytes((connection) => connection.end());

export const resetsAtFirstBytes = atFirstBytes((connection) => connection.reset());

export const saysNothing: ServerBehavior = () => {};

export const abortedAtFirstBytes = atFirstBytes((_, client) => client.abort());

export const resetsInBody = afterRequest((connection) => connection.reset(), 0.5);

export const resetsAfterRequest = afterRequest((connection) => connection.reset());

export const endsAfterRequest = afterRequest((connection) => connection.end());

/** Accepts the first request and resets the connection at the second. */
export const resetsSecondRequest: ServerBehavior = async (connection) => {
  await connection.request();
  connection.send(answer(ACCEPTED));
  connection.clear();
  await connection.request();
  connection.reset();
};

/** @param reason Of the abort. @default an `AbortError` */
export function abortedAfterRequest(reason?: unknown): ServerBehavior {
  return afterRequest((_, client) => client.abort(reason));
}

/** Sends these bytes as an answer and keeps the connection open. */
export function answers(bytes: string): ServerBehavior {
  return afterRequest((connection) => connection.send(bytes));
}

export function answersAndEnds(bytes: string): ServerBehavior {
  return afterRequest((connection) => connection.end(bytes));
}

/** The bytes arrive before the reset: they are in the client's kernel already. */
export function answersAndResets(bytes: string): ServerBehavior {
  return afterRequest((connection) => {
    connection.send(bytes);
    connection.reset();
  });
}

export const resetsInAnswer = inAnswer((connection) => connection.reset());

export const endsInAnswer = answersAndEnds(BEGINNING_OF_ANSWER);

export const endsInChunkedAnswer = answersAndEnds(
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{"success":true}\r\n',
);

export const abortedInAnswer = inAnswer((_, client) => client.abort());

/** Answers after the headers, and never reads the body. */
export function answersUnread(bytes: string): ServerBehavior {
  return atFirstBytes((connection) => {
    connection.socket.pause();
    connection.send(bytes);
  });
}

export const answersTooMuch = answers(answer('x'.repeat(2 ** 20 + 1)));

/** Resolves when an HTTP client of this process has the status and headers of an answer. */
function headArrives(): Promise<void> {
  const channels = ['http.client.response.finish', 'undici:request:headers'];
  return new Promise((resolve) => {
    const arrived = () => {
      for (const channel of channels) diagnosticsChannel.unsubscribe(channel, arrived);
      // After all other subscribers.
      setImmediate(resolve);
    };
    for (const channel of channels) diagnosticsChannel.subscribe(channel, arrived);
  });
}
