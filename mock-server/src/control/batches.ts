/** Least time between two writes to a watcher: more often than a page is drawn anew would only cost the mock. */
const BATCH_MS = 50;

/**
 * Texts on their way to one watcher, many in one write: a write costs the mock several times what an event does. The
 * first after a quiet time goes at once. By a timer of the machine, since a clock of a test may stand still.
 */
export class Batches {
  readonly #write: (texts: string) => void;
  #texts = '';
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (texts: string) => void) {
    this.#write = write;
  }

  /** How much waits for the next write. */
  get bytes(): number {
    return this.#bytes;
  }

  add(text: string): void {
    this.#texts += text;
    this.#bytes += Buffer.byteLength(text);
    if (this.#timer === undefined) this.#next();
  }

  /** Writes nothing from now on; what still waits is the caller's. */
  end(): string {
    clearTimeout(this.#timer);
    return this.#taken();
  }

  #next(): void {
    this.#timer = undefined;
    if (this.#texts === '') return;
    this.#timer = setTimeout(() => this.#next(), BATCH_MS).unref();
    this.#write(this.#taken());
  }

  #taken(): string {
    const texts = this.#texts;
    this.#texts = '';
    this.#bytes = 0;
    return texts;
  }
}
