/** Bytes kept of the beginning and of the end; what is in between tells nobody anything. */
const HEAD_BYTES = 16_384;
const TAIL_BYTES = 49_152;

/** More than a sender prints that has anything to say. */
export const FLOOD_BYTES = 16 * 2 ** 20;

/** What a program prints, within bounds. */
export class Output {
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);
  #bytes = 0;

  /** Whether so much was printed that it will not end. */
  get isFlood(): boolean {
    return this.#bytes > FLOOD_BYTES;
  }

  add(chunk: Buffer): void {
    this.#bytes += chunk.length;
    const room = HEAD_BYTES - this.#head.length;
    this.#head = Buffer.concat([this.#head, chunk.subarray(0, room)]);
    const rest = chunk.subarray(room);
    if (rest.length > 0) this.#tail = Buffer.concat([this.#tail, rest]).subarray(-TAIL_BYTES);
  }

  get text(): string {
    const omitted = this.#bytes - this.#head.length - this.#tail.length;
    const between = omitted > 0 ? `\n[… ${omitted} bytes …]\n` : '';
    return this.#head.toString() + between + this.#tail.toString();
  }
}
