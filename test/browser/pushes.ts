import { once } from 'node:events';
import { connect } from 'node:net';
import type { Integration } from 'imshop-mock';
import { post } from '../mock-server/post.js';

/** What a push says, and to whom. */
export interface Push {
  readonly userIds?: readonly string[];
  readonly title?: string;
  readonly summary?: string;
  readonly deeplink?: string;
}

/** The bytes of a push. */
export function bodyOf({ userIds = ['79991234567'], title = 'Your order', summary = 'is on its way', ...rest }: Push) {
  return JSON.stringify({ userIds, message: { title, summary, ...rest } });
}

/** Sends a push, or any bytes, and reads the whole answer. */
export async function send(to: Integration, what: Push | string = {}, headers: Record<string, string> = {}) {
  const body = typeof what === 'string' ? what : bodyOf(what);
  return post(to.url, body, headers);
}

/** Sends so many pushes, their titles numbered from 1: one behind the other, not waiting for answers, as that is quickest. */
export async function sendMany({ url }: Integration, count: number): Promise<void> {
  const { hostname, port, host, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  for (let number = 1; number <= count; number += 1) {
    const body = bodyOf({ title: `Push ${number}` });
    const last = number === count ? 'Connection: close\r\n' : '';
    const head = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\n${last}Content-Type: application/json\r\n`;
    socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }
  socket.resume();
  await once(socket, 'close');
}
