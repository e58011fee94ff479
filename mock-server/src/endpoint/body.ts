import type { IncomingMessage } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import type { Coding } from '../core/media-type.js';

/** A body as far as it came. Only `whole` is all there is; `bytes` are what is worth keeping of the others. */
export interface Body {
  readonly kind: 'whole' | 'announced-too-large' | 'too-large' | 'undecodable' | 'aborted';
  readonly bytes: Buffer;
  /** Whether more came, or was announced, than is kept. */
  readonly truncated: boolean;
}

/** Of a body that was refused before anybody began to read it. */
export const NOTHING_READ = { bytes: Buffer.alloc(0), truncated: true } as const;

/** What is kept of a body that is too large, in bytes. */
const HEAD_BYTES = 4096;

/** At most a mebibyte comes out, so waiting for a thread would take longer. */
const DECODERS = { gzip: gunzipSync, deflate: inflateSync };

/**
 * Reads a body of at most so many bytes, before and after decompression.
 *
 * @param done Called once. No promise: most bodies are there already, and need not wait for a turn of the loop.
 * @returns What to call when no more of it will come.
 */
export function readBody(
  request: IncomingMessage,
  coding: Coding,
  maxBytes: number,
  done: (body: Body) => void,
): () => void {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes) {
    done({ kind: 'announced-too-large', bytes: Buffer.alloc(0), truncated: true });
    return () => {};
  }
  const chunks: Buffer[] = [];
  let length = 0;
  let isDone = false;
  const settle = (kind: Body['kind']) => {
    if (isDone) return;
    isDone = true;
    const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    if (kind === 'too-large') done({ kind, ...head(bytes) });
    else if (kind === 'aborted' || coding === 'identity' || length === 0) {
      done({ kind, bytes, truncated: kind === 'aborted' });
    } else done(decode(bytes, coding, maxBytes));
  };
  request.on('data', (chunk: Buffer) => {
    if (isDone) return;
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) settle('too-large');
  });
  request.on('end', () => settle('whole'));
  return () => settle('aborted');
}

function decode(bytes: Buffer, coding: Exclude<Coding, 'identity'>, maxBytes: number): Body {
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
