import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { listen } from '../../listen.js';
import { Connection } from './connection.js';

export const CERTIFICATE_FILE = new URL('./test-only-certificate.pem', import.meta.url);

/** Self-signed, for localhost only. */
export const TEST_ONLY_TLS = {
  key: readFileSync(new URL('./test-only-key.pem', import.meta.url)),
  cert: readFileSync(CERTIFICATE_FILE),
};

/** The behaviour of a server on a connection; `client` aborts the request of the connection. */
export type ServerBehavior = (connection: Connection, client: AbortController) => void | Promise<void>;

/** The target of a request. */
export interface Target extends AsyncDisposable {
  readonly url: string;
  /** True if a byte of a request arrived. */
  readonly sawRequest: boolean;
}

/** Opens a target for one request. */
export type OpenTarget = (client: AbortController) => Promise<Target>;

export function plain(conduct: ServerBehavior, scheme = 'http', host = '127.0.0.1'): OpenTarget {
  return async (client) => {
    const server = createServer();
    const connections = new Set<Connection>();
    server.on('connection', (socket) => begin(socket, connections, conduct, client));
    return listening(server, connections, `${scheme}://${host}`);
  };
}

/** A server without TLS behind an https address. */
export function plainBehindHttps(conduct: ServerBehavior): OpenTarget {
  return plain(conduct, 'https');
}

export function tls(conduct: ServerBehavior, origin = 'https://localhost'): OpenTarget {
  return async (client) => {
    const server = createTlsServer(TEST_ONLY_TLS);
    const connections = new Set<Connection>();
    server.on('secureConnection', (socket) => begin(socket, connections, conduct, client));
    return listening(server, connections, origin);
  };
}

function begin(socket: Socket, connections: Set<Connection>, conduct: ServerBehavior, client: AbortController): void {
  const connection = new Connection(socket);
  connections.add(connection);
  void conduct(connection, client);
}

async function listening(
  server: ReturnType<typeof createServer>,
  connections: ReadonlySet<Connection>,
  origin: string,
): Promise<Target> {
  const sockets = new Set<Socket>();
  // The TCP sockets, also of a TLS server: an unfinished handshake must not keep it open.
  server.on('connection', (socket) => sockets.add(socket));
  const port = await listen(server);
  return {
    url: `${origin}:${port}/push`,
    get sawRequest() {
      return [...connections].some((connection) => connection.sawRequest);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
