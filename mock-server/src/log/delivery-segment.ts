import type { PushRequest } from 'imshop-contracts';
import { pushKey } from './push-key.js';
import type { SplitBody } from './split-body.js';

/** An accepted push, as it is kept after its request was evicted. */
export interface Delivery {
  /** Of its request in the integration. */
  readonly number: number;
  readonly atMs: number;
  /** Equal for pushes with the same texts and deeplink. */
  readonly key: string;
  /** Number of its customers. */
  readonly recipients: number;
  /** Reads the push from the bytes that were sent. */
  push(): PushRequest;
  userIds(): readonly string[];
  /** False where the bytes show that this customer is not among the recipients; a quick look. */
  mayName(userId: string): boolean;
}

/** Marks an entry that holds texts; any other number is the place of a delivery's texts. */
const TEXTS = 0xffff_ffff;
/** The mark and the length. */
const TEXTS_HEAD_BYTES = 8;
/** Place of the texts, request number, time, number of customers, length of the ids. */
const DELIVERY_HEAD_BYTES = 24;

/**
 * A buffer of deliveries. Two kinds of entries follow each other: texts, as the body without its customers, each of them
 * once; and deliveries, which refer to their texts and hold the ids.
 */
export class DeliverySegment {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  /** Places of the texts, to find those that come again; nothing after `seal`. */
  #texts: Map<string, number> | undefined;
  #length: number;
  #recipients: number;
  #firstNumber: number;

  constructor(sizeBytes: number);
  constructor(source: DeliverySegment);
  constructor(source: number | DeliverySegment) {
    if (typeof source === 'number') {
      this.#bytes = Buffer.allocUnsafeSlow(source);
      this.#texts = new Map();
      [this.#length, this.#recipients, this.#firstNumber] = [0, 0, 0];
      this.#view = new DataView(this.#bytes.buffer);
    } else {
      this.#bytes = source.#bytes;
      this.#view = source.#view;
      [this.#length, this.#recipients, this.#firstNumber] = [source.#length, source.#recipients, source.#firstNumber];
    }
  }

  static bytesOf({ frame, ids, frameEnd }: SplitBody): number {
    return TEXTS_HEAD_BYTES + frame.length + frameEnd.length + DELIVERY_HEAD_BYTES + ids.length;
  }

  get size(): number {
    return this.#bytes.length;
  }

  get recipients(): number {
    return this.#recipients;
  }

  /** The number of the request that its first delivery belongs to. */
  get firstNumber(): number {
    return this.#firstNumber;
  }

  /** Appends a delivery; false where it does not fit. */
  append(number: number, atMs: number, recipients: number, parts: SplitBody): boolean {
    const { frame, ids, frameEnd } = parts;
    const key = frame + frameEnd;
    const known = this.#texts?.get(key);
    const needed = DeliverySegment.bytesOf(parts) - (known === undefined ? 0 : TEXTS_HEAD_BYTES + key.length);
    if (this.#length + needed > this.#bytes.length) return false;
    if (this.#length === 0) this.#firstNumber = number;
    const texts = known ?? this.#appendTexts(key);
    const at = this.#length;
    this.#view.setUint32(at, texts);
    this.#view.setUint32(at + 4, number);
    this.#view.setFloat64(at + 8, atMs);
    this.#view.setUint32(at + 16, recipients);
    this.#view.setUint32(at + 20, ids.length);
    this.#bytes.write(ids, at + DELIVERY_HEAD_BYTES, 'latin1');
    this.#length += DELIVERY_HEAD_BYTES + ids.length;
    this.#recipients += recipients;
    return true;
  }

  /** Frees what only `append` needs. */
  seal(): void {
    this.#texts = undefined;
  }

  /** The same deliveries, without those that are appended later. */
  snapshot(): DeliverySegment {
    return new DeliverySegment(this);
  }

  /** Oldest first. */
  *deliveries(): Generator<Delivery> {
    const texts = new Map<number, Texts>();
    let at = 0;
    while (at < this.#length) {
      const place = this.#view.getUint32(at);
      if (place === TEXTS) {
        const start = at + TEXTS_HEAD_BYTES;
        const end = start + this.#view.getUint32(at + 4);
        texts.set(at, textsOf(this.#bytes.toString('utf8', start, end)));
        at = end;
      } else {
        const start = at + DELIVERY_HEAD_BYTES;
        const end = start + this.#view.getUint32(at + 20);
        yield this.#deliveryAt(at, texts.get(place) ?? NO_TEXTS, start, end);
        at = end;
      }
    }
  }

  #deliveryAt(at: number, { key, frame }: Texts, start: number, end: number): Delivery {
    const userIds = (): readonly string[] => JSON.parse(`[${this.#bytes.toString('utf8', start, end)}]`);
    return {
      number: this.#view.getUint32(at + 4),
      atMs: this.#view.getFloat64(at + 8),
      recipients: this.#view.getUint32(at + 16),
      key,
      userIds,
      push: () => ({ ...frame, userIds: userIds() }),
      mayName: (userId) => {
        const ids = this.#bytes.subarray(start, end);
        return ids.includes(userId) || ids.includes('\\');
      },
    };
  }

  #appendTexts(key: string): number {
    const at = this.#length;
    const start = at + TEXTS_HEAD_BYTES;
    this.#view.setUint32(at, TEXTS);
    this.#view.setUint32(at + 4, key.length);
    this.#bytes.write(key, start, 'latin1');
    this.#length = start + key.length;
    this.#texts?.set(key, at);
    return at;
  }
}

/** A push without its customers. */
interface Texts {
  readonly key: string;
  readonly frame: PushRequest;
}

function textsOf(json: string): Texts {
  const frame: PushRequest = JSON.parse(json);
  return { key: pushKey(frame), frame };
}

/** Never used: the texts of a delivery stand before it. */
const NO_TEXTS: Texts = { key: '', frame: { userIds: [], message: { title: '', summary: '' } } };
