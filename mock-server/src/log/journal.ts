import type { Bounds } from '../limits/bounds.js';
import type { Holder } from '../limits/shared-bound.js';
import type { Arrived, Completion, Entry, ReceivedBody } from './entry.js';
import { bytesOf, keptBody } from './kept-body.js';

/** The bounds of one journal; that of all together is shared. */
export interface JournalBounds {
  readonly maxEntries: number;
  readonly maxBytes: number;
  /** Largest body kept whole. */
  readonly maxBodyBytes: number;
}

/** Fixed costs in bytes, as measured: of an entry beside its texts, and of an advisory. */
const ENTRY_BYTES = 896;
const ADVISORY_BYTES = 128;

/** How many evicted entries may stand before the others: to cut off each by itself would move all others. */
const MAX_EVICTED = 64;

/** The requests of one integration, oldest first, bounded by entries and bytes. */
export class Journal implements Holder {
  /** Of its integration; ids begin with it. */
  readonly name: string;
  readonly #bounds: JournalBounds;
  readonly #shared: Bounds;
  readonly #listeners = new Set<() => void>();
  #entries: Entry[] = [];
  /** What was known of the last request at its arrival: mostly the next brings the same, and is then kept as that. */
  #arrived: Arrived = { method: '', path: '', rawHeaders: [] };
  /** Entries before this index are evicted; they are cut off once they are many, or somebody looks. */
  #oldest = 0;
  #bytes = 0;
  #evicted = 0;
  #sequence = 0;

  constructor(name: string, bounds: JournalBounds, shared: Bounds) {
    this.name = name;
    this.#bounds = bounds;
    this.#shared = shared;
    shared.journals.join(this);
  }

  /** Bytes of its entries. */
  get held(): number {
    return this.#bytes;
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
    if (!isSame(arrived, this.#arrived)) this.#arrived = arrived;
    const entry: Entry = {
      id: `${this.name}-${this.#sequence}`,
      receivedAtMs,
      arrived: this.#arrived,
      body: undefined,
      completion: undefined,
      completedAtMs: undefined,
      bytes: 0,
      held: true,
      forgotten: false,
    };
    this.#entries.push(entry);
    this.#weigh(entry, ENTRY_BYTES + arrived.path.length + textBytes(arrived.rawHeaders));
    return entry;
  }

  receive(entry: Entry, body: ReceivedBody): void {
    if (!entry.held) return;
    entry.body = keptBody(body, this.#bounds.maxBodyBytes);
    this.#weigh(entry, bytesOf(entry.body));
  }

  /** Completes the entry; a second completion changes nothing. */
  complete(entry: Entry, completion: Completion, completedAtMs: number): boolean {
    if (entry.completion) return false;
    entry.completion = completion;
    entry.completedAtMs = completedAtMs;
    const { response = '', hint = '', advisories = [] } = completion;
    this.#weigh(entry, Buffer.byteLength(response) + hint.length + ADVISORY_BYTES * advisories.length);
    for (const listener of this.#listeners) listener();
    return true;
  }

  /** Empties the journal; ids go on. */
  clear(): void {
    for (const entry of this.#entries) {
      letGo(entry);
      entry.forgotten = true;
    }
    this.#entries = [];
    this.#oldest = 0;
    this.#evicted = 0;
    this.#hold(-this.#bytes);
    for (const listener of this.#listeners) listener();
  }

  /** Calls back at every completion, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets the oldest entries go. */
  shrinkTo(level: number): void {
    while (this.#bytes > level) this.#evictOldest();
  }

  #weigh(entry: Entry, bytes: number): void {
    if (!entry.held) return;
    entry.bytes += bytes;
    this.#hold(bytes);
    while (this.#entries.length - this.#oldest > this.#bounds.maxEntries || this.#bytes > this.#bounds.maxBytes)
      this.#evictOldest();
  }

  #hold(bytes: number): void {
    this.#bytes += bytes;
    this.#shared.journals.add(this, bytes);
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
    letGo(oldest);
    if (this.#oldest >= MAX_EVICTED) this.#cutOff();
    this.#evicted += 1;
    this.#shared.evictions.count('journal-entry');
    this.#hold(-oldest.bytes);
  }
}

/** Events may refer to an entry for long after: they tell how it ended, and need no body for that. */
function letGo(entry: Entry): void {
  entry.held = false;
  entry.body = undefined;
}

function isSame(one: Arrived, other: Arrived): boolean {
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
