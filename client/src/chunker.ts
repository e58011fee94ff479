import { InvalidPushError } from './errors.js';
import { type UserIds, validText } from './push.js';

/** Ids of one request, kept as the JSON that goes into the body: 14 bytes an id, where strings take 40. */
export class PackedIds {
  /** Number of ids. */
  readonly size: number;
  /** The JSON array of the ids. */
  readonly json: string;

  constructor(ids: readonly string[]) {
    this.size = ids.length;
    this.json = JSON.stringify(ids);
  }

  toArray(): readonly string[] {
    return JSON.parse(this.json) as string[];
  }
}

export interface ChunkLimits {
  /** Most ids in a chunk. */
  readonly chunkSize: number;
  /** Most bytes of the ids' JSON. */
  readonly maxBytes: number;
}

/** Splits ids into chunks: each id once, in the order of the input. Two ids are equal if they are the same string. */
export class Chunker {
  readonly #limits: ChunkLimits;
  readonly #seen = new Set<string>();
  #ids: string[] = [];
  #bytes = 0;
  #read = 0;

  constructor(limits: ChunkLimits) {
    this.#limits = limits;
  }

  /** Duplicate ids that were removed from the input. */
  duplicatesRemoved = 0;

  async *chunks(ids: UserIds): AsyncGenerator<PackedIds, void, undefined> {
    for await (const group of groupsOf(ids)) {
      for (const id of group) {
        const chunk = this.#add(id);
        if (chunk) yield chunk;
      }
    }
    if (this.#ids.length > 0) yield this.#flush();
  }

  /** Adds an id, and returns the chunk that became full. */
  #add(value: unknown): PackedIds | undefined {
    const field = `userIds[${this.#read}]`;
    const id = validText(field, value);
    this.#read += 1;
    if (this.#seen.has(id)) {
      this.duplicatesRemoved += 1;
      return undefined;
    }
    this.#seen.add(id);
    const bytes = maxBytesOf(id);
    if (bytes > this.#limits.maxBytes) throw new InvalidPushError(field, 'is too long for a request');
    const full = this.#bytes + bytes > this.#limits.maxBytes ? this.#flush() : undefined;
    this.#ids.push(id);
    this.#bytes += bytes;
    return full ?? (this.#ids.length === this.#limits.chunkSize ? this.#flush() : undefined);
  }

  #flush(): PackedIds {
    const chunk = new PackedIds(this.#ids);
    this.#ids = [];
    this.#bytes = 0;
    return chunk;
  }
}

/** Ids one by one from an async source, and all at once from any other: awaiting each of a million takes longer than reading it. */
async function* groupsOf(ids: UserIds): AsyncGenerator<Iterable<unknown>, void, undefined> {
  if (Symbol.asyncIterator in ids) for await (const id of ids) yield [id];
  else yield ids;
}

/**
 * The most bytes that an id can take in a JSON array, comma included: an escape takes six, a UTF-8 character three for each unit. The
 * estimate fills a request too early only with ids of 170 characters and more.
 */
function maxBytesOf(id: string): number {
  return id.length * 6 + 3;
}
