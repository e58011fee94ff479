import type { IncomingMessage } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import type { Coding } from './media-type.js';

/** A body as far as it came. Only `whole` is all there is; `bytes` are what is worth keeping of the others. */
export interface Body {
  readonly kind: 'whole' | 'announced-too-large' | 'too-large' | 'undecodable' | 'aborted';
  readonly bytes: Buffer;
  /** Whether more came, or was announced, than is kept. */
  readonly truncated: boolean;
}

/** Emitted on a request whose body turned out malformed: no more of it will come, though the connection is still open. */
export const GIVEN_UP = Symbol('given up');

/** Of a body that was refused before anybody began to read it. */
export const NOTHING_READ = { bytes: Buffer.alloc(0), truncated: true } as const;

/** What is kept of a body that is too large, in bytes. */
const HEAD_BYTES = 4096;

/** At most a mebibyte comes out, so waiting for a thread would take longer. */
const DECODERS = { gzip: gunzipSync, deflate: inflateSync };

/** Reads a body of at most so many bytes, before and after decompression. Never rejects. */
export async function readBody(request: IncomingMessage, coding: Coding, maxBytes: number): Promise<Body> {
  const body = await receive(request, maxBytes);
  return coding === 'identity' || body.kind !== 'whole' || body.bytes.length === 0
    ? body
    : decode(body.bytes, coding, maxBytes);
}

function receive(request: IncomingMessage, maxBytes: number): Promise<Body> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes)
    return Promise.resolve({ kind: 'announced-too-large', bytes: Buffer.alloc(0), truncated: true });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (kind: Body['kind']) => {
      request.off('data', onData).off('end', onEnd).off('close', onClose).off(GIVEN_UP, onClose);
      const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      resolve(kind === 'too-large' ? { kind, ...head(bytes) } : { kind, bytes, truncated: kind === 'aborted' });
    };
    const onData = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBytes) settle('too-large');
    };
    const onEnd = () => settle('whole');
    const onClose = () => settle('aborted');
    request
      .on('data', onData)
      .on('end', onEnd)
      .on('close', onClose)
      .on(GIVEN_UP, onClose)
      .on('error', () => {});
  });
}

function decode(bytes: Buffer, coding: keyof typeof DECODERS, maxBytes: number): Body {
  try {
    return { kind: 'whole', bytes: DECODERS[coding](bytes, { maxOutputLength: maxBytes }), truncated: false };
  } catch (error) {
    const bomb = error instanceof RangeError;
    return bomb
      ? { kind: 'too-large', bytes: head(bytes).bytes, truncated: true }
      : { kind: 'undecodable', ...head(bytes) };
  }
}

/** A copy, so that what is kept does not hold the rest. */
function head(bytes: Buffer): Pick<Body, 'bytes' | 'truncated'> {
  return { bytes: Buffer.from(bytes.subarray(0, HEAD_BYTES)), truncated: bytes.length > HEAD_BYTES };
}
