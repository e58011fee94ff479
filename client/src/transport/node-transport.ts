import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { asError, MAX_ANSWER_BYTES, type Transport, type WireRequest, type WireResult } from './transport.js';

export interface NodeTransportOptions {
  /** Opens the connections, e.g. through a proxy. @default a new connection for each request */
  readonly agent?: Agent;
}

/**
 * Sends through `node:http` and `node:https`. The request is written only after the connection is established, TLS included, so that
 * `not-sent` is certain.
 *
 * Each request opens a new connection: after the gap of six seconds, the server is usually about to close a kept one.
 */
export function nodeTransport({ agent }: NodeTransportOptions = {}): Transport {
  return {
    post: async (request, signal) => {
      let used: Agent | undefined;
      try {
        const protocol = await protocolOf(request.url);
        used = agent ?? newAgent(protocol);
        return await post(request, signal, protocol, used);
      } catch (thrown) {
        // Thrown before a connection was opened: an invalid header, a proxy without an address, an agent for another protocol.
        return { type: 'not-sent', error: asError(thrown) };
      } finally {
        if (used !== agent) used?.destroy();
      }
    },
  };
}

type Protocol = Pick<typeof import('node:http') | typeof import('node:https'), 'request' | 'Agent'>;

/** Loaded with the first request: TLS takes longer to load than this whole package, and a plan needs none. */
function protocolOf({ protocol }: URL): Promise<Protocol> {
  return protocol === 'https:' ? import('node:https') : import('node:http');
}

/** A new agent, with the proxy of the environment if the user asked Node for it. */
function newAgent({ Agent }: Protocol): Agent {
  const proxy = process.env['NODE_USE_ENV_PROXY'] === '1' ? { proxyEnv: process.env } : {};
  return new Agent({ keepAlive: false, ...proxy });
}

function post(request: WireRequest, signal: AbortSignal, protocol: Protocol, agent: Agent): Promise<WireResult> {
  return new Promise((resolve) => {
    let progress: 'not-sent' | 'sent' = 'not-sent';
    let answered = false;
    const fail = (thrown: unknown) => resolve({ type: progress, error: asError(thrown) });
    if (signal.aborted) return fail(signal.reason);

    const outgoing = open(request, protocol, agent);
    const stop = (error: Error) => {
      outgoing.destroy(error);
      // A request that waits for a connection of the agent emits no event when it is destroyed.
      if (progress === 'not-sent') fail(error);
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
        progress = 'sent';
        outgoing.end(request.body);
      });
    });
    outgoing.once('response', (response) => {
      answered = true;
      readAnswer(response).then(resolve);
    });
    // After the status, `readAnswer` reports the end.
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
    // Ends the tunnel of a proxy only: one that is never established would keep the process alive.
    timeout: connectTimeoutMs,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  });
}

/** Calls `go` once the socket can carry the request. `connecting` ends with TCP; `secureConnecting`, missing in the types, with TLS. */
function whenConnected(
  socket: Socket & { readonly secureConnecting?: boolean },
  reused: boolean,
  go: () => void,
): void {
  if (!reused && socket.secureConnecting) socket.once('secureConnect', go);
  else if (!reused && socket.connecting) socket.once('connect', go);
  else go();
}

/** Resolves when the answer is complete or its connection is closed. */
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
      const head = { type: 'answered', status: response.statusCode ?? 0, headers: headersOf(response) } as const;
      if (response.complete && !cause) return resolve({ ...head, body: Buffer.concat(chunks).toString() });
      resolve({
        ...head,
        body: null,
        error: cause ?? new Error('the connection was closed before the end of the answer'),
      });
    });
  });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    try {
      headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
    } catch {
      // An invalid field, which no program could have read either.
    }
  }
  return headers;
}
