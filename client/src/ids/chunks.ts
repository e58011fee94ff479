import { InvalidPushError } from '../errors.js';
import { text } from '../text.js';
import { Chunk } from './chunk.js';
import { SeenIds } from './seen-ids.js';

/** Customers' ids, each a non-empty string. */
export type Ids = Iterable<string> | AsyncIterable<string>;

export interface ChunkBounds {
  /** Most ids in a chunk. */
  readonly chunkSize: number;
  /** Most bytes of the ids' JSON. */
  readonly maxBytes: number;
}

/** Cuts ids into chunks: each id once, in the order it first came, none lost. Equal means the very same string. */
export class Chunker {
  readonly #bounds: ChunkBounds;
  readonly #seen = new SeenIds();
  #ids: string[] = [];
  #bytes = 0;
  #read = 0;
  #chunks = 0;

  constructor(bounds: ChunkBounds) {
    this.#bounds = bounds;
  }

  /** How many ids were repetitions, and left out. */
  duplicates = 0;

  async *cut(ids: Ids): AsyncGenerator<Chunk, void, undefined> {
    for await (const batch of batches(ids)) {
      for (const id of batch) {
        const full = this.#add(id);
        if (full) yield full;
      }
    }
    if (this.#ids.length > 0) yield this.#flush();
  }

  /** Takes an id, and gives the chunk that it completed or did not fit into any more. */
  #add(value: unknown): Chunk | undefined {
    const id = text(`userIds[${this.#read}]`, value);
    this.#read += 1;
    if (!this.#seen.add(id)) {
      this.duplicates += 1;
      return undefined;
    }
    const bytes = mostBytes(id);
    if (bytes > this.#bounds.maxBytes)
      throw new InvalidPushError(`userIds[${this.#read - 1}]`, 'is too long for a request');
    const full = this.#bytes + bytes > this.#bounds.maxBytes ? this.#flush() : undefined;
    this.#ids.push(id);
    this.#bytes += bytes;
    return full ?? (this.#ids.length === this.#bounds.chunkSize ? this.#flush() : undefined);
  }

  #flush(): Chunk {
    const chunk = Chunk.of(this.#chunks, this.#ids);
    this.#chunks += 1;
    this.#ids = [];
    this.#bytes = 0;
    return chunk;
  }
}

/** One at a time from an async source; all at once from another, since awaiting each of a million takes longer than reading them. */
async function* batches(ids: Ids): AsyncGenerator<Iterable<unknown>, void, undefined> {
  if (Symbol.asyncIterator in ids) for await (const id of ids) yield [id];
  else yield ids;
}

/**
 * The most bytes that an id can take in a JSON array, with its comma: an escape is six, a character of UTF-8 three for each unit. Only ids
 * of 170 characters and more fill a request sooner than they have to.
 */
function mostBytes(id: string): number {
  return id.length * 6 + 3;
}
