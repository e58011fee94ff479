import { RawSocket } from '../../wire/raw-socket.js';

/** Sends bytes that need be no HTTP, and waits for the mock to close the connection. */
export async function sendRaw(origin: string, bytes: string): Promise<void> {
  using socket = await RawSocket.open(origin);
  socket.send(bytes);
  await socket.ended();
}
