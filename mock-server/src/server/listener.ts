import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MockStartError } from '../base/errors.js';
import type { MockServer } from './mock-server.js';

/** Time-outs of slow and half-open connections. Node waits one and five minutes: a test should not. */
const TIMEOUTS = { headersTimeout: 15_000, requestTimeout: 30_000, connectionsCheckingInterval: 1_000 };

/** A client that waits or watches may vanish without a word; TCP probes find out. */
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelay: 60_000 };

/** Time for requests in flight when the mock stops: the process ends within a second. */
const GRACE_MS = 900;
const SWEEP_MS = 20;

/** A mock that listens. */
export interface Serving {
  /** Its address; a wildcard address is shown as the loopback one. */
  readonly origin: string;
  readonly port: number;
  /** Stops listening, lets requests in flight finish (a second at most) and closes every connection. */
  close(): Promise<void>;
}

/** @throws {MockStartError} if the address cannot be listened on. */
export async function serve(mock: MockServer): Promise<Serving> {
  const { host, port, maxConnections } = mock.state.settings;
  const server = createServer({ ...TIMEOUTS, ...KEEP_ALIVE }, (request, response) => mock.handle(request, response));
  server.maxConnections = maxConnections;
  server.on('drop', () => mock.state.evictions.count('connection'));
  mock.listenForMalformed(server);
  const address = await listen(server, host, port);
  mock.state.connections = () => connectionsOf(server);
  let closed: Promise<void> | undefined;
  return {
    origin: originOf(address),
    port: address.port,
    close() {
      mock.state.stop();
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
