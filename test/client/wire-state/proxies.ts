import { connect } from 'node:net';
import type { Connection } from './connection.js';
import type { ServerBehavior } from './recording-server.js';

/** A proxy that works. */
export const tunnels: ServerBehavior = async (connection) => {
  await connection.head();
  const port = Number(/^CONNECT localhost:(\d+) /.exec(connection.received)?.[1]);
  const upstream = connect(port, '127.0.0.1', () => connection.send('HTTP/1.1 200 Connection Established\r\n\r\n'));
  upstream.on('error', () => connection.reset());
  connection.socket.pipe(upstream).pipe(connection.socket);
};

/** Works once, so that an observer sees an answer, and then fails. */
export function tunnelsOnce(fails: ServerBehavior): ServerBehavior {
  let conduct = tunnels;
  return (connection, client) => {
    const now = conduct;
    conduct = fails;
    return now(connection, client);
  };
}

export const resetsTunnel: ServerBehavior = async (connection) => {
  await tlsBegins(connection);
  connection.reset();
};

export const endsTunnel: ServerBehavior = async (connection) => {
  await tlsBegins(connection);
  connection.end();
};

export const refusesTunnel: ServerBehavior = async (connection) => {
  await connection.head();
  connection.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
};

/** Confirms the tunnel, and waits for the first bytes of TLS. */
async function tlsBegins(connection: Connection): Promise<void> {
  await connection.head();
  connection.clear();
  connection.send('HTTP/1.1 200 Connection Established\r\n\r\n');
  await connection.firstBytes();
}
