import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The pace of one process. */
export function ownTurn() {
  let nextMs = 0;
  return {
    lock: async () => ({ close: async () => {} }),
    nextMs: () => nextMs,
    pause(ms) {
      nextMs = Date.now() + ms;
    },
  };
}

/** The pace of all senders of this machine, which send one after the other. */
export function sharedTurn(url, folder) {
  const name = `imshop-${createHash('sha256').update(url).digest('hex')}`;
  const file = join(folder, `${name}.turn`);
  return {
    lock: () => listen(process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`),
    nextMs: () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0),
    pause: (ms) => writeFileSync(file, String(Math.ceil(Date.now() + ms))),
  };
}

/** Acquires a lock that the system releases when the process exits. */
async function listen(name) {
  for (;;) {
    const server = createServer();
    const locked = new Promise((resolve) => {
      server.once('error', () => resolve(false)).listen(name, () => resolve(true));
    });
    if (await locked) return { close: () => new Promise((closed) => server.close(closed)) };
    await sleep(50);
  }
}
