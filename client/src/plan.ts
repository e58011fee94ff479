import { createHash, randomUUID } from 'node:crypto';
import { MAX_BODY_BYTES } from 'imshop-contracts';
import { InvalidPushError } from './errors.js';
import type { Chunk } from './ids/chunk.js';
import { Chunker } from './ids/chunks.js';
import { gapMs, type RateLimit } from './pacing/rate-limit.js';
import { type Push, type PushContent, validContent } from './push.js';

/** What a run would do. */
export interface Plan {
  /** Customers, each counted once. */
  readonly customers: number;
  /** How many ids of the input were repetitions, and left out. */
  readonly duplicatesRemoved: number;
  /** Requests, if every one of them is accepted. */
  readonly requests: number;
  /** Milliseconds they take at the vendor's limit, if nothing fails. */
  readonly durationMs: number;
  readonly warnings: readonly PlanWarning[];
}

/** What is unwise about a push that the vendor would take. */
export interface PlanWarning {
  readonly code: 'no-customers' | 'mass-push' | 'web-link' | 'blank-text';
  readonly message: string;
}

/** What a plan depends on besides the push. */
export interface PlanBounds {
  /** Most ids in a request. */
  readonly chunkSize: number;
  readonly limit: RateLimit;
}

/** A push that was read to its end and is ready to be sent. */
export interface Job {
  readonly runId: string;
  readonly content: PushContent;
  readonly chunks: readonly Chunk[];
  /** Of all ids in their order, and of the chunks they are cut into. */
  readonly idsHash: string;
  readonly plan: Plan;
}

/** Reads, checks and cuts a push, without keeping its ids. */
export async function planOf(push: Push, bounds: PlanBounds): Promise<Plan> {
  const content = validContent(push);
  const chunker = chunkerFor(content, bounds.chunkSize);
  let [customers, requests] = [0, 0];
  for await (const { size } of chunker.cut(push.userIds)) {
    customers += size;
    requests += 1;
  }
  return summary(content, { customers, requests, duplicatesRemoved: chunker.duplicates }, bounds);
}

/** Reads, checks and cuts a push before anything of it is sent. */
export async function jobOf(push: Push, bounds: PlanBounds, runId: string = randomUUID()): Promise<Job> {
  const content = validContent(push);
  const chunker = chunkerFor(content, bounds.chunkSize);
  const hash = createHash('sha256');
  const chunks: Chunk[] = [];
  for await (const chunk of chunker.cut(push.userIds)) {
    hash.update(chunk.json);
    chunks.push(chunk);
  }
  const customers = chunks.reduce((total, { size }) => total + size, 0);
  const plan = summary(content, { customers, requests: chunks.length, duplicatesRemoved: chunker.duplicates }, bounds);
  return { runId, content, chunks, idsHash: hash.digest('hex'), plan };
}

/** The body of a request: what `JSON.stringify` gives of the whole, made without parsing the ids again. */
export function bodyOf({ message, deeplink }: PushContent, idsJson: string): string {
  const rest = JSON.stringify({ message, ...(deeplink !== undefined && { deeplink }) });
  return `{"userIds":${idsJson},${rest.slice(1)}`;
}

function chunkerFor(content: PushContent, chunkSize: number): Chunker {
  const maxBytes = MAX_BODY_BYTES - Buffer.byteLength(bodyOf(content, '[]'));
  if (maxBytes <= 0) throw new InvalidPushError('message', `must fit into a request of ${MAX_BODY_BYTES} bytes`);
  return new Chunker({ chunkSize, maxBytes });
}

function summary(
  content: PushContent,
  counts: Pick<Plan, 'customers' | 'requests' | 'duplicatesRemoved'>,
  { limit }: PlanBounds,
): Plan {
  return {
    ...counts,
    durationMs: Math.round(Math.max(0, counts.requests - 1) * gapMs(limit, 0)),
    warnings: warnings(content, counts),
  };
}

/** The mock's own threshold for the same advice. */
const MASS_PUSH_CUSTOMERS = 10_000;

function warnings({ message, deeplink }: PushContent, { customers }: Pick<Plan, 'customers'>): PlanWarning[] {
  const all: (PlanWarning | false)[] = [
    customers === 0 && { code: 'no-customers', message: 'there is nobody to send to' },
    customers > MASS_PUSH_CUSTOMERS && {
      code: 'mass-push',
      message: `${customers} customers look like a mass push, for which the vendor's page forbids this API`,
    },
    deeplink !== undefined &&
      /^https?:/i.test(deeplink) && {
        code: 'web-link',
        message: 'the deeplink is a web link, which the vendor discourages',
      },
    Object.values(message).some((text) => text.trim() === '') && {
      code: 'blank-text',
      message: 'the title or the summary is blank',
    },
  ];
  return all.filter((warning) => warning !== false);
}
