import type { Random } from './random.js';

/**
 * How the sender goes on when all is sent: `keep` takes one answer and uses the connection again, `close` waits for the
 * other side to end it, `half-close` ends its own side first, `reset` leaves at once, `abandon` neither reads on nor leaves.
 */
type Ending = 'keep' | 'close' | 'half-close' | 'reset' | 'abandon';

/** Bytes for one connection, and what may be told of the answers beforehand. */
export interface FuzzCase {
  readonly kind: string;
  /** Written one after another. */
  readonly parts: readonly Buffer[];
  readonly ending: Ending;
  /** Requests it counts for. Default 1. */
  readonly requests?: number;
  /** Statuses of the answers, in their order, where they are known. */
  readonly statuses?: readonly number[];
  /** The method of its one request where an answer is awaited. Default POST. */
  readonly method?: string;
}

/** Makes a case; the same draws make the same case. */
export type Generator = (random: Random) => FuzzCase;

/** The integrations that are fuzzed without faults, so that no answer of theirs is a 5xx. */
export function vendorSlug(random: Random): string {
  return `v-${random.below(8)}`;
}

/** All bytes of a case. */
export function bytesOf({ parts }: FuzzCase): Buffer {
  return Buffer.concat(parts);
}

/** One request on a connection that is used again. */
export function kept(kind: string, bytes: Buffer, method = 'POST'): FuzzCase {
  return { kind, parts: [bytes], ending: 'keep', method };
}

/** Bytes of which nobody can tell how many requests they are, in pieces. */
export function loose(kind: string, random: Random, bytes: Buffer): FuzzCase {
  return { kind, parts: random.cut(bytes, random.chance(0.3) ? 4 : 1), ending: looseEnding(random) };
}

function looseEnding(random: Random): Ending {
  const drawn = random.next();
  if (drawn < 0.8) return 'half-close';
  return drawn < 0.98 ? 'reset' : 'abandon';
}
