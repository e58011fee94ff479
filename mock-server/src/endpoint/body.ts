import type { IncomingMessage } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import type { ReadBody } from '../core/decide.js';
import { type Coding, codingOf } from '../core/media-type.js';

/** A body that was refused before anybody read it. */
export const UNREAD_BODY = { bytes: Buffer.alloc(0), truncated: true } as const;

/** Bytes kept of a body that is refused for its size or its coding. */
const HEAD_BYTES = 4096;

/** The output is a mebibyte at most: handing it to a thread would take longer. */
const DECODERS = { gzip: gunzipSync, deflate: inflateSync };

/** Hears how the reading of a body ends; one of the two is called, once. */
export interface BodyListener {
  onBody(body: ReadBody): void;
  /** No more of the body will come. */
  onAborted(beginning: Buffer): void;
}

/**
 * Reads a body.
 *
 * @param maxBytes Limit before and after decompression.
 * @returns Ends the reading early.
 */
export function readBody(request: IncomingMessage, maxBytes: number, listener: BodyListener): () => void {
  const coding = codingOf(request.headers['content-encoding']);
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes) {
    listener.onBody({ type: coding ? 'announced-too-large' : 'unknown-encoding', ...UNREAD_BODY });
    return () => {};
  }
  const chunks: Buffer[] = [];
  let length = 0;
  let isDone = false;
  const end = (report: (bytes: Buffer) => void) => {
    if (isDone) return;
    isDone = true;
    report(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
  };
  request.on('data', (chunk: Buffer) => {
    if (isDone) return;
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) {
      end((bytes) => listener.onBody({ type: coding ? 'too-large' : 'unknown-encoding', ...headOf(bytes) }));
    }
  });
  request.on('end', () => end((bytes) => listener.onBody(decoded(bytes, coding, maxBytes))));
  return () => end((bytes) => listener.onAborted(bytes));
}

function decoded(bytes: Buffer, coding: Coding | undefined, maxBytes: number): ReadBody {
  if (coding === undefined) return { type: 'unknown-encoding', bytes, truncated: false };
  if (coding === 'identity' || bytes.length === 0) return { type: 'whole', bytes, truncated: false };
  try {
    const decompressed = DECODERS[coding](bytes, { maxOutputLength: maxBytes });
    return { type: 'whole', bytes: decompressed, truncated: false };
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    return isTooLarge
      ? { type: 'too-large', bytes: headOf(bytes).bytes, truncated: true }
      : { type: 'invalid-encoding', ...headOf(bytes) };
  }
}

/** A copy: a view would keep the whole body in memory. */
function headOf(bytes: Buffer): ReceivedHead {
  return { bytes: Buffer.from(bytes.subarray(0, HEAD_BYTES)), truncated: bytes.length > HEAD_BYTES };
}

type ReceivedHead = Pick<ReadBody, 'bytes' | 'truncated'>;
