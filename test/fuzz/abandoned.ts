import { RawSocket } from '../wire/raw-socket.js';
import type { FuzzCase } from './fuzz-case.js';

/** So many are held open at once; more would say nothing new. */
const MAX_OPEN = 100;

/** Connections that were left as they are: the other side has to end them. */
export class Abandoned implements Disposable {
  readonly #origin: string;
  readonly #patienceMs: number;
  readonly #open = new Map<RawSocket, Promise<void>>();
  readonly #onHang: (fuzzCase: FuzzCase) => void;
  #ended = 0;

  /** @param patienceMs Longer than the other side gives a request to come whole. */
  constructor(origin: string, patienceMs: number, onHang: (fuzzCase: FuzzCase) => void) {
    this.#origin = origin;
    this.#patienceMs = patienceMs;
    this.#onHang = onHang;
  }

  /** How many the other side ended. */
  get ended(): number {
    return this.#ended;
  }

  get isFull(): boolean {
    return this.#open.size >= MAX_OPEN;
  }

  async add(fuzzCase: FuzzCase): Promise<void> {
    const socket = await RawSocket.open(this.#origin);
    for (const part of fuzzCase.parts) socket.send(part);
    this.#open.set(socket, this.#watch(socket, fuzzCase));
  }

  /** Resolves when none is left. */
  async allEnded(): Promise<void> {
    await Promise.all(this.#open.values());
  }

  [Symbol.dispose](): void {
    for (const socket of this.#open.keys()) socket[Symbol.dispose]();
    this.#open.clear();
  }

  async #watch(socket: RawSocket, fuzzCase: FuzzCase): Promise<void> {
    const timer = setTimeout(() => {
      this.#onHang(fuzzCase);
      socket[Symbol.dispose]();
    }, this.#patienceMs);
    await socket.ended();
    clearTimeout(timer);
    socket[Symbol.dispose]();
    if (this.#open.delete(socket)) this.#ended += 1;
  }
}
