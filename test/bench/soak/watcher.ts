import { get, type IncomingMessage } from 'node:http';

/** Somebody who watches `/_mock/events`, reads all of it, and comes back when the mock lets him go. */
export class Watcher implements Disposable {
  readonly #url: string;
  #response: IncomingMessage | undefined;
  #isOver = false;
  bytes = 0;
  /** How often the mock let him go. */
  lost = 0;

  private constructor(url: string) {
    this.#url = url;
  }

  static async watch(origin: string): Promise<Watcher> {
    const watcher = new Watcher(`${origin}/_mock/events`);
    await watcher.#open();
    return watcher;
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#response?.destroy();
  }

  #open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = get(this.#url, { agent: false }, (response) => {
        this.#response = response;
        response.on('data', (chunk: Buffer) => {
          this.bytes += chunk.length;
        });
        response.on('error', () => {}).once('close', () => this.#comeBack());
        resolve();
      });
      request.once('error', reject);
    });
  }

  #comeBack(): void {
    if (this.#isOver) return;
    this.lost += 1;
    // The mock is gone: the senders say so.
    this.#open().catch(() => {});
  }
}
