import type { Arrived, Completion, Entry, ReceivedBody } from './entry.js';

export interface JournalBounds {
  readonly maxEntries: number;
  readonly maxBytes: number;
}

/** A fixed cost of an entry beside its texts, in bytes. */
const ENTRY_BYTES = 512;

/** How many evicted entries may stand before the others: to cut off each by itself would move all others. */
const MAX_EVICTED = 64;

/** The requests of one integration, oldest first, bounded by entries and bytes. */
export class Journal {
  readonly #prefix: string;
  readonly #bounds: JournalBounds;
  readonly #listeners = new Set<() => void>();
  #entries: Entry[] = [];
  /** Entries before this index are evicted; they are cut off once they are many, or somebody looks. */
  #oldest = 0;
  /** What was known of the last request at its arrival: mostly the next brings the same, and is then kept as that. */
  #arrived: Arrived = { method: '', path: '', rawHeaders: [] };
  #bytes = 0;
  #evicted = 0;
  #sequence = 0;

  constructor(prefix: string, bounds: JournalBounds) {
    this.#prefix = prefix;
    this.#bounds = bounds;
  }

  get entries(): readonly Entry[] {
    this.#cutOff();
    return this.#entries;
  }

  /** How many entries had to go since the journal was last emptied. */
  get evicted(): number {
    return this.#evicted;
  }

  /** Makes the entry at arrival. */
  open(arrived: Arrived, receivedAtMs: number): Entry {
    this.#sequence += 1;
    if (!isSameArrival(arrived, this.#arrived)) this.#arrived = arrived;
    const entry: Entry = {
      id: `${this.#prefix}-${this.#sequence}`,
      receivedAtMs,
      arrived: this.#arrived,
      body: undefined,
      completion: undefined,
      completedAtMs: undefined,
      bytes: 0,
      held: true,
    };
    this.#entries.push(entry);
    this.#weigh(entry, ENTRY_BYTES + arrived.path.length + textBytes(arrived.rawHeaders));
    return entry;
  }

  receive(entry: Entry, body: ReceivedBody): void {
    if (!entry.held) return;
    entry.body = body;
    this.#weigh(entry, body.bytes.length);
  }

  /** Completes the entry; a second completion changes nothing. */
  complete(entry: Entry, completion: Completion, completedAtMs: number): boolean {
    if (entry.completion) return false;
    entry.completion = completion;
    entry.completedAtMs = completedAtMs;
    this.#weigh(entry, completion.response?.length ?? 0);
    for (const listener of this.#listeners) listener();
    return true;
  }

  /** Empties the journal; ids go on. */
  clear(): void {
    for (const entry of this.#entries) entry.held = false;
    this.#entries = [];
    this.#oldest = 0;
    this.#bytes = 0;
    this.#evicted = 0;
    for (const listener of this.#listeners) listener();
  }

  /** Calls back at every completion, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #weigh(entry: Entry, bytes: number): void {
    if (!entry.held) return;
    entry.bytes += bytes;
    this.#bytes += bytes;
    while (this.#entries.length - this.#oldest > this.#bounds.maxEntries || this.#bytes > this.#bounds.maxBytes)
      this.#evictOldest();
  }

  #cutOff(): void {
    if (this.#oldest === 0) return;
    this.#entries = this.#entries.slice(this.#oldest);
    this.#oldest = 0;
  }

  #evictOldest(): void {
    const oldest = this.#entries[this.#oldest];
    if (!oldest) return;
    this.#oldest += 1;
    oldest.held = false;
    oldest.body = undefined;
    if (this.#oldest >= MAX_EVICTED) this.#cutOff();
    this.#bytes -= oldest.bytes;
    this.#evicted += 1;
  }
}

function isSameArrival(one: Arrived, other: Arrived): boolean {
  const { rawHeaders } = one;
  if (one.method !== other.method || one.path !== other.path || rawHeaders.length !== other.rawHeaders.length) {
    return false;
  }
  for (let index = 0; index < rawHeaders.length; index += 1) {
    if (rawHeaders[index] !== other.rawHeaders[index]) return false;
  }
  return true;
}

function textBytes(texts: readonly string[]): number {
  let bytes = 0;
  for (const text of texts) bytes += text.length;
  return bytes;
}
