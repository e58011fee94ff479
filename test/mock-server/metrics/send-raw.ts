import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends bytes that need be no HTTP, and waits for the mock to close the connection. */
export async function sendRaw(origin: string, bytes: string): Promise<void> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname).on('error', () => {});
  socket.end(bytes);
  socket.resume();
  await once(socket, 'close');
}
