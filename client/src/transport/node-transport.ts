import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { asError, MAX_ANSWER_BYTES, type Transport, type WireRequest, type WireResult } from './transport.js';

export interface NodeTransportOptions {
  /** Makes the connections, e.g. through a proxy. @default a new connection for each request */
  readonly agent?: Agent;
}

/**
 * Over `node:http` and `node:https`. The request is handed to the connection only once that is made, TLS included, so "not sent" holds by
 * construction.
 *
 * Each request has a connection of its own: six seconds apart, a kept one is usually one that the server is about to close.
 */
export function nodeTransport({ agent }: NodeTransportOptions = {}): Transport {
  return {
    post: async (request, signal) => {
      let own: Agent | undefined;
      try {
        const protocol = await protocolOf(request.url);
        own = agent ?? ownAgent(protocol);
        return await post(request, signal, protocol, own);
      } catch (thrown) {
        // Thrown before anything was opened: a header that cannot be sent, a proxy without an address, an agent for another protocol.
        return { wire: 'not-sent', error: asError(thrown) };
      } finally {
        if (!agent) own?.destroy();
      }
    },
  };
}

type Protocol = Pick<typeof import('node:http') | typeof import('node:https'), 'request' | 'Agent'>;

/** Loaded with the first request: TLS takes longer to load than all of this package, and a plan needs none. */
function protocolOf({ protocol }: URL): Promise<Protocol> {
  return protocol === 'https:' ? import('node:https') : import('node:http');
}

/** Node's own rule for proxies from the environment: only where the user asked for it. */
function ownAgent({ Agent }: Protocol): Agent {
  const proxy = process.env['NODE_USE_ENV_PROXY'] === '1' ? { proxyEnv: process.env } : {};
  return new Agent({ keepAlive: false, ...proxy });
}

function post(request: WireRequest, signal: AbortSignal, protocol: Protocol, agent: Agent): Promise<WireResult> {
  return new Promise((resolve) => {
    let wire: 'not-sent' | 'sent' = 'not-sent';
    let answered = false;
    const fail = (thrown: unknown) => resolve({ wire, error: asError(thrown) });
    if (signal.aborted) return fail(signal.reason);

    const outgoing = open(request, protocol, agent);
    const stop = (error: Error) => {
      outgoing.destroy(error);
      // While an agent lets a request wait for its connection, no event tells of its end.
      if (wire === 'not-sent') fail(error);
    };
    const abort = () => stop(asError(signal.reason));
    const connectTimeout = setTimeout(() => {
      stop(new Error(`no connection within ${request.connectTimeoutMs} ms`));
    }, request.connectTimeoutMs);
    signal.addEventListener('abort', abort, { once: true });

    outgoing.once('socket', (socket) => {
      whenConnected(socket, outgoing.reusedSocket, () => {
        clearTimeout(connectTimeout);
        if (outgoing.destroyed) return;
        wire = 'sent';
        outgoing.end(request.body);
      });
    });
    outgoing.once('response', (response) => {
      answered = true;
      readAnswer(response).then(resolve);
    });
    // Once there is a status, the answer's own end tells the rest.
    outgoing.on('error', (error) => answered || fail(error));
    outgoing.once('close', () => {
      clearTimeout(connectTimeout);
      signal.removeEventListener('abort', abort);
      if (!answered) fail(new Error('the connection was closed without an answer'));
    });
  });
}

function open(
  { url, headers, body, connectTimeoutMs }: WireRequest,
  { request }: Protocol,
  agent: Agent,
): ClientRequest {
  return request(url, {
    method: 'POST',
    agent,
    // Only a proxy's tunnel ends with it: without, one that never comes about would keep the process alive.
    timeout: connectTimeoutMs,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  });
}

/** `connecting` ends with TCP; of a TLS socket only `secureConnecting`, which the types do not know, tells of the handshake. */
function whenConnected(
  socket: Socket & { readonly secureConnecting?: boolean },
  reused: boolean,
  go: () => void,
): void {
  if (!reused && socket.secureConnecting) socket.once('secureConnect', go);
  else if (!reused && socket.connecting) socket.once('connect', go);
  else go();
}

/** Resolves once the answer is whole or its connection is gone. */
function readAnswer(response: IncomingMessage): Promise<WireResult> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let cause: Error | undefined;
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > MAX_ANSWER_BYTES) response.destroy(new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`));
    });
    response.on('error', (error) => {
      cause = error;
    });
    response.once('close', () => {
      const head = { wire: 'answered', status: response.statusCode ?? 0, headers: headersOf(response) } as const;
      if (response.complete && !cause) return resolve({ ...head, body: Buffer.concat(chunks).toString() });
      resolve({ ...head, body: null, error: cause ?? new Error('the answer was cut off') });
    });
  });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    try {
      headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
    } catch {
      // A field that no program could have read either way.
    }
  }
  return headers;
}
