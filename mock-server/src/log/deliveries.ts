import type { PushRequest } from 'imshop-contracts';
import type { Limits } from '../limits/limits.js';
import type { QuotaHolder } from '../limits/shared-quota.js';
import { DeliverySegment } from './delivery-segment.js';
import type { LoggedRequest } from './entry.js';
import { splitBody } from './split-body.js';

/** Segments begin small, so that an integration with one push takes little, and double up to this size. */
const FIRST_SEGMENT_BYTES = 4096;
const MAX_SEGMENT_BYTES = 2 ** 18;

/** A limit holds at least so many segments, so that an eviction takes a small part of it. */
const MIN_SEGMENTS = 16;

/** A push on its way into the record. */
export interface AcceptedPush {
  readonly push: PushRequest;
  /** The body as sent; `undefined` where a JSON string stands in place of an array or object. */
  readonly bytes: Buffer | undefined;
}

/**
 * The accepted pushes of one integration: texts once, ids as the bytes that were sent. Recording one is an append to a
 * buffer; reports read the buffers when somebody asks. The oldest segments are evicted first.
 */
export class Deliveries implements QuotaHolder {
  readonly #limits: Limits;
  readonly #maxSegmentBytes: number;
  #segments: DeliverySegment[] = [];
  #size = 0;
  #pushes = 0;
  #evictedRecipients = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#maxSegmentBytes = Math.min(MAX_SEGMENT_BYTES, Math.ceil(limits.deliveryBytes.max / MIN_SEGMENTS));
    limits.deliveryBytes.join(this);
  }

  /** Bytes of its segments. */
  get size(): number {
    return this.#size;
  }

  /** Pushes accepted since the last `clear`, evicted ones included. */
  get pushes(): number {
    return this.#pushes;
  }

  /** Customers of the kept pushes; a customer of two pushes counts twice. */
  get recipients(): number {
    return this.#segments.reduce((sum, { recipients }) => sum + recipients, 0);
  }

  /** Customers of the pushes that were evicted since the last `clear`. */
  get evictedRecipients(): number {
    return this.#evictedRecipients;
  }

  append({ number, receivedAtMs }: LoggedRequest, { push, bytes }: AcceptedPush): void {
    const parts = splitBody(push, bytes);
    this.#pushes += 1;
    const last = this.#segments.at(-1);
    if (last?.append(number, receivedAtMs, push.userIds.length, parts)) return;
    last?.seal();
    const nextBytes = Math.min(this.#maxSegmentBytes, last ? 2 * last.size : FIRST_SEGMENT_BYTES);
    const segment = new DeliverySegment(Math.max(nextBytes, DeliverySegment.bytesOf(parts)));
    segment.append(number, receivedAtMs, push.userIds.length, parts);
    this.#segments.push(segment);
    this.#resize(segment.size);
  }

  /** The segments as they are now; what is appended later is not read. Oldest first. */
  segments(): readonly DeliverySegment[] {
    return this.#segments.map((segment) => segment.snapshot());
  }

  clear(): void {
    this.#segments = [];
    this.#pushes = 0;
    this.#evictedRecipients = 0;
    this.#resize(-this.#size);
  }

  /** Stops counting towards what all integrations use. */
  dispose(): void {
    this.clear();
    this.#limits.deliveryBytes.leave(this);
  }

  evictTo(maxBytes: number): void {
    let [recipients, freed, evicted] = [0, 0, 0];
    for (const segment of this.#segments) {
      if (this.#size - freed <= maxBytes) break;
      freed += segment.size;
      recipients += segment.recipients;
      evicted += 1;
    }
    this.#segments = this.#segments.slice(evicted);
    this.#evictedRecipients += recipients;
    this.#limits.evictions.count('delivery', recipients);
    this.#resize(-freed);
  }

  #resize(bytes: number): void {
    this.#size += bytes;
    this.#limits.deliveryBytes.add(this, bytes);
  }
}
