import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/** Has a server listen on loopback, on a port that is free; gives that port. */
export async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}
