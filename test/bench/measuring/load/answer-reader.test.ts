import { expect, test } from 'vitest';
import { AnswerReader } from './answer-reader.js';

const PLAIN = 'HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{"success":true}';
const CHUNKED =
  'HTTP/1.1 429 Too Many Requests\r\ntransfer-encoding: chunked\r\n\r\n3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n';
const EMPTY = 'HTTP/1.1 503 Service Unavailable\r\ncontent-length:0\r\n\r\n';

test.each([
  ['says its length', PLAIN, 200],
  ['comes in chunks', CHUNKED, 429],
  ['has no body', EMPTY, 503],
])('an answer that %s is read, wherever it is cut', (_, answer, status) => {
  const reader = new AnswerReader();
  for (let at = 1; at < answer.length; at += 1) {
    expect(reader.read(answer.slice(0, at))).toBeUndefined();
    expect(reader.read(answer.slice(at))).toEqual({ status, text: answer });
  }
});

test.each([
  ['does not say how long it is', 'HTTP/1.1 200 OK\r\n\r\n{}', /does not say how long/],
  ['is followed by more', `${PLAIN}H`, /more than an answer/],
])('an answer that %s is an error', (_, answer, message) => {
  expect(() => new AnswerReader().read(answer)).toThrow(message);
});
