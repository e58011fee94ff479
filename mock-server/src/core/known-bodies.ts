import type { Verdict } from 'imshop-contracts/schema';
import type { Advisory, Precedents } from '../advisories/index.js';
import type { Answer } from '../answers/answer.js';
import type { IntegrationSettings } from '../api/integration-settings.js';
import type { RuleMatch } from '../faults/rules.js';
import type { ReceivedBody } from '../log/entry.js';

/** What a body says, which is the same each time that its bytes come under the same settings. */
export interface Content {
  readonly verdict: Verdict;
  /** What is unwise about the push, whatever went before it. */
  readonly advisories: readonly Advisory[];
  /** The fault that a magic id among its customers brings about. */
  readonly magic: RuleMatch | undefined;
  /** How it was judged last. */
  last: Judgement | undefined;
}

/** An answer, with all that it follows from beside the body. */
interface Judgement {
  readonly settings: IntegrationSettings;
  readonly precedents: Precedents;
  readonly answer: Answer;
}

/** What is read of a body depends on these settings, and on no others. */
export interface ReadingRules {
  readonly maxUserIds: number;
  readonly listAllErrors: boolean;
}

/** A body that came, perhaps before, and what it said. */
export interface KnownBody {
  /** For the journal, which is not to hold on to the rest. */
  readonly received: ReceivedBody;
  content: Content | undefined;
  /** Under which settings. */
  rules: ReadingRules | undefined;
}

/** Most bodies of a generation, most bytes of one body, and of a generation. */
const MAX_BODIES = 500;
const MAX_BODY_BYTES = 65_536;
const MAX_BYTES = 4 * 2 ** 20;

/**
 * The bodies that came last: senders try again, and tests and loads send the same over and over. One that is remembered is
 * neither kept nor read again. When a generation is full the one before it is forgotten, all but what came again.
 */
export class KnownBodies {
  #young = new Map<number, KnownBody>();
  #old = new Map<number, KnownBody>();
  #youngBytes = 0;

  /** The same body as it came before; from now on this one, where none did. */
  same({ bytes, truncated }: ReceivedBody): KnownBody {
    if (truncated || bytes.length > MAX_BODY_BYTES) return unknown(bytes, truncated);
    const look = lookOf(bytes);
    const young = this.#young.get(look);
    if (young?.received.bytes.equals(bytes)) return young;
    const old = this.#old.get(look);
    const body = old?.received.bytes.equals(bytes) ? old : unknown(bytes, truncated);
    this.#remember(look, body);
    return body;
  }

  #remember(look: number, body: KnownBody): void {
    this.#young.set(look, body);
    this.#youngBytes += body.received.bytes.length;
    if (this.#young.size < MAX_BODIES && this.#youngBytes < MAX_BYTES) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#youngBytes = 0;
  }
}

function unknown(bytes: Buffer, truncated: boolean): KnownBody {
  return { received: { bytes, truncated }, content: undefined, rules: undefined };
}

/** Bytes at either end by which bodies are told apart: one of the two names customers. Those that look the same are compared. */
const END_BYTES = 64;

function lookOf(bytes: Buffer): number {
  const { length } = bytes;
  const head = hash(bytes, 0, Math.min(length, END_BYTES), length);
  return hash(bytes, Math.max(END_BYTES, length - END_BYTES), length, head);
}

function hash(bytes: Buffer, from: number, to: number, seed: number): number {
  let sum = seed;
  for (let at = from; at < to; at += 1) sum = (Math.imul(sum, 31) + (bytes[at] ?? 0)) | 0;
  return sum;
}
