import type { Limits } from '../limits/limits.js';
import type { QuotaHolder } from '../limits/shared-quota.js';
import type { LoggedRequest } from './entry.js';

/** The limits of one journal; `Limits` has the one of all journals together. */
export interface JournalLimits {
  readonly maxRequests: number;
  readonly maxBytes: number;
  /** Size up to which a body is kept whole. */
  readonly maxBodyBytes: number;
}

/** The requests of one integration, in order of arrival, limited in number and bytes. */
export class Journal implements QuotaHolder {
  readonly #limits: JournalLimits;
  readonly #shared: Limits;
  /** Empty up to `#oldest`; the empty places are cut off when they are the larger half, or somebody reads. */
  #requests: (LoggedRequest | undefined)[] = [];
  #oldest = 0;
  #size = 0;
  #evicted = 0;

  constructor(limits: JournalLimits, shared: Limits) {
    this.#limits = limits;
    this.#shared = shared;
    shared.journalBytes.join(this);
  }

  /** Bytes of its requests. */
  get size(): number {
    return this.#size;
  }

  get requests(): readonly LoggedRequest[] {
    this.#cutOff();
    // Only the places that were cut off are empty.
    return this.#requests as LoggedRequest[];
  }

  /** Requests evicted since the journal was last cleared. */
  get evicted(): number {
    return this.#evicted;
  }

  append(request: LoggedRequest): void {
    this.#requests.push(request);
    this.#resize(request.sizeBytes);
  }

  /** Takes note that a request grew; one that is no longer kept takes no room. */
  grow(request: LoggedRequest, bytes: number): void {
    if (request.state !== 'kept') return;
    request.sizeBytes += bytes;
    this.#resize(bytes);
  }

  clear(): void {
    for (const request of this.requests) drop(request, 'cleared');
    this.#requests = [];
    this.#evicted = 0;
    this.#resize(-this.#size);
  }

  /** Stops counting towards what all journals use. */
  dispose(): void {
    this.clear();
    this.#shared.journalBytes.leave(this);
  }

  evictTo(maxBytes: number): void {
    while (this.#size > maxBytes) this.#evictOldest();
  }

  #resize(bytes: number): void {
    this.#size += bytes;
    this.#shared.journalBytes.add(this, bytes);
    while (this.#requests.length - this.#oldest > this.#limits.maxRequests || this.#size > this.#limits.maxBytes)
      this.#evictOldest();
  }

  #evictOldest(): void {
    const oldest = this.#requests[this.#oldest];
    if (!oldest) return;
    this.#requests[this.#oldest] = undefined;
    this.#oldest += 1;
    if (2 * this.#oldest > this.#requests.length) this.#cutOff();
    drop(oldest, 'evicted');
    this.#evicted += 1;
    this.#shared.evictions.count('journal-entry');
    this.#size -= oldest.sizeBytes;
    this.#shared.journalBytes.add(this, -oldest.sizeBytes);
  }

  #cutOff(): void {
    if (this.#oldest === 0) return;
    this.#requests = this.#requests.slice(this.#oldest);
    this.#oldest = 0;
  }
}

/** Events refer to a request for longer than the journal keeps it, and need no body. */
function drop(request: LoggedRequest, state: 'evicted' | 'cleared'): void {
  request.state = state;
  request.body = undefined;
}
