import type { Arrived, Completion, Entry, ReceivedBody } from './entry.js';

export interface JournalBounds {
  readonly maxEntries: number;
  readonly maxBytes: number;
}

/** A fixed cost of an entry beside its texts, in bytes. */
const ENTRY_BYTES = 512;

/** The requests of one integration, oldest first, bounded by entries and bytes. */
export class Journal {
  readonly #prefix: string;
  readonly #bounds: JournalBounds;
  readonly #onEvict: () => void;
  readonly #listeners = new Set<() => void>();
  #entries: Entry[] = [];
  #bytes = 0;
  #evicted = 0;
  #sequence = 0;

  /** @param onEvict Called for each entry that has to go. */
  constructor(prefix: string, bounds: JournalBounds, onEvict: () => void) {
    this.#prefix = prefix;
    this.#bounds = bounds;
    this.#onEvict = onEvict;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** What the entries held count for in the bound. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many entries had to go since the journal was last emptied. */
  get evicted(): number {
    return this.#evicted;
  }

  /** Makes the entry at arrival. */
  open(arrived: Arrived, receivedAtMs: number): Entry {
    this.#sequence += 1;
    const entry: Entry = {
      id: `${this.#prefix}-${this.#sequence}`,
      receivedAtMs,
      arrived,
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
    while (this.#entries.length > this.#bounds.maxEntries || this.#bytes > this.#bounds.maxBytes) this.#evictOldest();
  }

  #evictOldest(): void {
    const oldest = this.#entries.shift();
    if (!oldest) return;
    oldest.held = false;
    this.#bytes -= oldest.bytes;
    this.#evicted += 1;
    this.#onEvict();
  }
}

function textBytes(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
