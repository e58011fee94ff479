import { createHash, randomUUID } from 'node:crypto';
import { MAX_BODY_BYTES } from 'imshop-contracts';
import { Chunker, type PackedIds } from './chunker.js';
import { InvalidPushError } from './errors.js';
import { gapMs, type RateLimit } from './pacing/rate-limit.js';
import { type Push, type PushContent, validContent } from './push.js';

/** The effort of a run, known before its first request. */
export interface Plan {
  /** Customers, each counted once. */
  readonly customers: number;
  /** Duplicate ids that were removed from the input. */
  readonly duplicatesRemoved: number;
  /** Requests, if the vendor accepts each of them. */
  readonly requests: number;
  /** Milliseconds that they take at the vendor's limit, if nothing fails. */
  readonly durationMs: number;
  readonly warnings: readonly PlanWarning[];
}

/** A property of a push that is unwise although the vendor would accept it. */
export interface PlanWarning {
  readonly code: 'NO_CUSTOMERS' | 'MASS_PUSH' | 'WEB_LINK' | 'BLANK_TEXT';
  readonly message: string;
}

/** The options that a plan depends on. */
export interface PlanOptions {
  /** Most ids in a request. */
  readonly chunkSize: number;
  readonly limit: RateLimit;
}

/** A push whose ids are read, checked and split into chunks. */
export interface PreparedPush {
  readonly runId: string;
  readonly content: PushContent;
  /** In the order of the input. */
  readonly chunks: readonly PackedIds[];
  /** SHA-256 of all ids in their order, and of their chunks. */
  readonly idsHash: string;
  readonly plan: Plan;
}

/** Reads and checks a push without keeping its ids. */
export async function planPush(push: Push, options: PlanOptions): Promise<Plan> {
  const content = validContent(push);
  const chunker = chunkerFor(content, options.chunkSize);
  let [customers, requests] = [0, 0];
  for await (const { size } of chunker.chunks(push.userIds)) {
    customers += size;
    requests += 1;
  }
  return planOf(content, { customers, requests, duplicatesRemoved: chunker.duplicatesRemoved }, options);
}

/** Reads a push to its end and checks it, before any of it is sent. */
export async function preparePush(
  push: Push,
  options: PlanOptions,
  runId: string = randomUUID(),
): Promise<PreparedPush> {
  const content = validContent(push);
  const chunker = chunkerFor(content, options.chunkSize);
  const hash = createHash('sha256');
  const chunks: PackedIds[] = [];
  for await (const chunk of chunker.chunks(push.userIds)) {
    hash.update(chunk.json);
    chunks.push(chunk);
  }
  const customers = chunks.reduce((total, { size }) => total + size, 0);
  const { duplicatesRemoved } = chunker;
  const plan = planOf(content, { customers, requests: chunks.length, duplicatesRemoved }, options);
  return { runId, content, chunks, idsHash: hash.digest('hex'), plan };
}

/** The body of a request: equal to `JSON.stringify` of the whole, but the ids are not parsed again. */
export function requestBody({ message, deeplink }: PushContent, idsJson: string): string {
  const rest = JSON.stringify({ message, ...(deeplink !== undefined && { deeplink }) });
  return `{"userIds":${idsJson},${rest.slice(1)}`;
}

function chunkerFor(content: PushContent, chunkSize: number): Chunker {
  const maxBytes = MAX_BODY_BYTES - Buffer.byteLength(requestBody(content, '[]'));
  if (maxBytes <= 0) throw new InvalidPushError('message', `must fit into a request of ${MAX_BODY_BYTES} bytes`);
  return new Chunker({ chunkSize, maxBytes });
}

function planOf(
  content: PushContent,
  counts: Pick<Plan, 'customers' | 'requests' | 'duplicatesRemoved'>,
  { limit }: PlanOptions,
): Plan {
  const durationMs = Math.round(Math.max(0, counts.requests - 1) * gapMs(limit, 0));
  return { ...counts, durationMs, warnings: warningsFor(content, counts.customers) };
}

/** The mock warns from the same number on. */
const MASS_PUSH_CUSTOMERS = 10_000;

function warningsFor({ message, deeplink }: PushContent, customers: number): PlanWarning[] {
  const all: (PlanWarning | false)[] = [
    customers === 0 && { code: 'NO_CUSTOMERS', message: 'the push has no customers' },
    customers > MASS_PUSH_CUSTOMERS && {
      code: 'MASS_PUSH',
      message: `${customers} customers look like a mass push, which the vendor forbids for this API`,
    },
    /^https?:/i.test(deeplink ?? '') && {
      code: 'WEB_LINK',
      message: 'the deeplink is a web link, which the vendor discourages',
    },
    Object.values(message).some((text) => text.trim() === '') && {
      code: 'BLANK_TEXT',
      message: 'the title or the summary is blank',
    },
  ];
  return all.filter((warning) => warning !== false);
}
