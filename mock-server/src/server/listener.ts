import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MockStartError } from '../base/errors.js';
import type { Planes } from './mock-server.js';

/** When half-open and slow connections are given up. Node waits one and five minutes: a test should not. */
const TIMEOUTS = { headersTimeout: 15_000, requestTimeout: 30_000, connectionsCheckingInterval: 1_000 };

/** Who vanished without a word, and waits or watches, is asked after a minute whether it is still there. */
const PROBING = { keepAlive: true, keepAliveInitialDelay: 60_000 };

/** What is in flight when the mock stops has this long to finish, so that the process is gone within a second. */
const GRACE_MS = 900;
const SWEEP_MS = 20;

export interface Serving {
  /** Where it listens; a wildcard address is shown as the loopback one. */
  readonly origin: string;
  readonly port: number;
  /** Stops listening, lets what is in flight finish (a second at most) and ends every connection. */
  close(): Promise<void>;
}

/** @throws {MockStartError} where the address cannot be listened on. */
export async function serve(planes: Planes): Promise<Serving> {
  const { host, port, maxConnections } = planes.state.settings;
  const server = createServer({ ...TIMEOUTS, ...PROBING }, (request, response) => planes.handle(request, response));
  server.maxConnections = maxConnections;
  server.on('drop', () => planes.state.evictions.count('connection'));
  planes.listenForMalformed(server);
  const address = await listen(server, host, port);
  planes.state.connections = () => connectionsOf(server);
  let closed: Promise<void> | undefined;
  return {
    origin: originOf(address),
    port: address.port,
    close() {
      planes.state.stop();
      closed ??= close(server);
      return closed;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(startError(error, host, port)));
    // An address with a port listened on over TCP is an AddressInfo.
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}

function startError(error: NodeJS.ErrnoException, host: string, port: number): MockStartError {
  return error.code === 'EADDRINUSE'
    ? new MockStartError('PORT_IN_USE', `port ${port} on ${host} is in use`, error)
    : new MockStartError('CANNOT_LISTEN', `cannot listen on ${host} port ${port}: ${error.message}`, error);
}

function originOf({ address, family, port }: AddressInfo): string {
  const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(force);
      resolve();
    });
  });
}
