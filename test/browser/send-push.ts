import { once } from 'node:events';
import { connect } from 'node:net';
import type { Integration } from 'imshop-mock';
import { post } from '../mock-server/post.js';

export interface Push {
  readonly userIds?: readonly string[];
  readonly title?: string;
  readonly summary?: string;
  readonly deeplink?: string;
}

/** The JSON body of a push. */
export function pushBody({
  userIds = ['79991234567'],
  title = 'Your order',
  summary = 'is on its way',
  ...rest
}: Push) {
  return JSON.stringify({ userIds, message: { title, summary, ...rest } });
}

/** Sends a push, or a body as it is, and reads the whole answer. */
export async function sendPush(to: Integration, push: Push | string = {}, headers: Record<string, string> = {}) {
  const body = typeof push === 'string' ? push : pushBody(push);
  return post(to.url, body, headers);
}

/** Sends pushes titled `Push 1`, `Push 2`, …; pipelined on one connection, which is the fastest way. */
export async function sendPushes({ url }: Integration, count: number): Promise<void> {
  const { hostname, port, host, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  for (let number = 1; number <= count; number += 1) {
    const body = pushBody({ title: `Push ${number}` });
    const last = number === count ? 'Connection: close\r\n' : '';
    const head = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\n${last}Content-Type: application/json\r\n`;
    socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }
  socket.resume();
  await once(socket, 'close');
}
