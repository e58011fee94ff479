import { rawRequest } from '../wire/raw-request.js';
import type { RawResponse } from '../wire/raw-response.js';
import { RawSocket } from '../wire/raw-socket.js';

/** A request of the control API whose headers are exactly these; `undefined` leaves a usual one out. */
export interface Question {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

/** Asks over a socket of its own: `fetch` would neither send another's `Host` nor leave a path as it stands. */
export async function ask(origin: string, question: Question = {}): Promise<RawResponse & { readonly status: number }> {
  const { method = 'GET', target = '/_mock/integrations', headers, body = '' } = question;
  return await askWith(
    origin,
    rawRequest('', { method, target, headers: { Host: 'localhost', ...headers }, body }),
    method,
  );
}

/** The answer to these very bytes. */
export async function askWith(
  origin: string,
  bytes: string | Buffer,
  method = 'GET',
): Promise<RawResponse & { readonly status: number }> {
  using socket = await RawSocket.open(origin);
  socket.send(bytes);
  const [response] = await socket.responses(1, method);
  if (!response) throw new Error(`no answer to ${bytes}`);
  return { ...response, status: Number(response.statusLine.split(' ')[1]) };
}
