import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { PUSH } from '../post.js';
import { answers, badRequest, OK, type Shown, standing } from './shown.js';

/** What is refused before validation. */
export const HTTP = {
  'post-only': async ({ url }) => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) expect((await fetch(url, { method })).status).toBe(405);
  },
  'not-json': async ({ url }) => {
    await answers(url, '{"userIds":', 400, badRequest('Invalid request payload JSON format'));
  },
  undecodable: async ({ url }) => {
    const body = badRequest('Invalid compressed payload');
    expect(standing(await answers(url, PUSH, 400, body, { 'content-encoding': 'gzip' }))).toBe('library');
    await answers(url, gzipSync(PUSH), 200, OK, { 'content-encoding': 'gzip' });
  },
  'invalid-utf8': async ({ url }) => {
    const windows1251 = Buffer.from(PUSH.replace('Заказ в пути', '\xc7\xe0\xea\xe0\xe7'), 'latin1');
    await answers(url, windows1251, 400, badRequest('Invalid request payload JSON format'));
  },
  'media-type': async ({ url }) => {
    const body = '{"error":"Unsupported Media Type","message":"Unsupported Media Type"}';
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=windows-1251']) {
      await answers(url, PUSH, 415, body, { 'content-type': type });
    }
    for (const type of ['application/json; charset="UTF-8"', 'application/vnd.shop+json', 'APPLICATION/JSON']) {
      await answers(url, PUSH, 200, OK, { 'content-type': type });
    }
  },
  'too-large': async ({ url }) => {
    const message = 'Payload content length greater than maximum allowed: 1048576';
    const body = JSON.stringify({ error: 'Request Entity Too Large', message });
    expect(standing(await answers(url, ' '.repeat(1_048_577), 413, body))).toBe('library');
  },
  'too-large-unannounced': async ({ url }) => {
    const message = 'Payload content length greater than maximum allowed: 1048576';
    const body = JSON.stringify({ error: 'Request Entity Too Large', message });
    const bomb = gzipSync(Buffer.alloc(2_000_000));
    expect(standing(await answers(url, bomb, 413, body, { 'content-encoding': 'gzip' }))).toBe('assumed');
  },
  'method-not-allowed': async ({ url }) => {
    const response = await fetch(url);
    expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([
      405,
      'POST',
      '{"error":"Method Not Allowed","message":"Method Not Allowed"}',
    ]);
  },
  'unknown-path': async ({ url }) => {
    for (const path of [
      `${url}/`,
      url.replace('/push', '/pull'),
      new URL('/UPPER/push', url).href,
      new URL('/nowhere', url).href,
    ]) {
      await answers(path, PUSH, 404, '{"error":"Not Found","message":"Not Found"}');
    }
  },
} satisfies Partial<Shown>;
