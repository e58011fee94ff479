import { isObject, parseJson } from 'imshop-contracts';
import type { Advisory } from '../api/advisory.js';

/** A body as far as it was read, after decompression. */
export interface ReceivedBody {
  readonly bytes: Buffer;
  /** More was sent, or announced, than is kept. */
  readonly truncated: boolean;
  /** Set where a body was read to its end and is too large to be kept whole. */
  readonly cut?: CutBody;
}

/** What is kept of a large body beside its beginning. */
export interface CutBody {
  /** Length of the whole body. */
  readonly bytes: number;
  readonly tail: Buffer;
  /** Of the whole body, in hexadecimal digits. */
  readonly sha256: string;
  /** Its texts are cut, too. */
  readonly summary: BodySummary;
  readonly advisories: readonly Advisory[];
}

/** The main fields of a body, whether or not the vendor accepts it. */
export interface BodySummary {
  readonly title: string | undefined;
  readonly summary: string | undefined;
  readonly deeplink: string | undefined;
  /** Number of customers. */
  readonly userIds: number;
}

/** Bytes kept of a large body at its beginning, and at its end. */
const PART_BYTES = 4096;

/** Characters kept of each text of a large body. */
const TEXT_CHARACTERS = 1024;

/**
 * The body as the journal keeps it.
 *
 * @param maxBytes Size up to which a body is kept whole.
 * @param advise Advisories on the push in it, for a body that cannot be read again.
 */
export function keptBody(body: ReceivedBody, maxBytes: number, advise: () => readonly Advisory[]): ReceivedBody {
  const { bytes } = body;
  if (bytes.length <= maxBytes) return body;
  const partBytes = Math.min(PART_BYTES, Math.floor(maxBytes / 2));
  return {
    bytes: copyOf(bytes, 0, startOfCharacter(bytes, partBytes)),
    truncated: true,
    cut: {
      bytes: bytes.length,
      tail: copyOf(bytes, startOfCharacter(bytes, bytes.length - partBytes), bytes.length),
      sha256: sha256Of(bytes),
      summary: shortened(summaryOf(bytes)),
      advisories: advise(),
    },
  };
}

/** Memory that a kept body uses. */
export function sizeOf({ bytes, cut }: ReceivedBody): number {
  if (!cut) return bytes.length;
  const { title = '', summary = '', deeplink = '' } = cut.summary;
  return bytes.length + cut.tail.length + cut.sha256.length + Buffer.byteLength(title + summary + deeplink);
}

/** Reads the fields without validation, which would take longer than the requests did: reports ask for whole journals. */
export function summaryOf(body: Buffer): BodySummary {
  const push = fieldsOf(parseJson(body.toString('utf8')));
  const message = fieldsOf(push['message']);
  return {
    title: textOf(message['title']),
    summary: textOf(message['summary']),
    deeplink: textOf(push['deeplink']),
    userIds: userIdsOf({ userIds: unwrapped(push['userIds']) }).length,
  };
}

/** The customers that a body names. */
export function userIdsOf(value: unknown): readonly unknown[] {
  const userIds = isObject(value) ? value['userIds'] : undefined;
  return Array.isArray(userIds) ? userIds : [];
}

/** A copy of the beginning: a slice would keep the whole text in memory. */
export function truncateText(text: string, maxCharacters: number): string {
  return text.length <= maxCharacters ? text : Buffer.from(text.slice(0, maxCharacters)).toString();
}

/** Loaded on need: a start would wait for it. */
function sha256Of(bytes: Buffer): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(bytes).digest('hex');
}

/** A view would keep the whole buffer in memory. */
function copyOf(bytes: Buffer, from: number, to: number): Buffer {
  return Buffer.from(bytes.subarray(from, to));
}

/** The first byte of the UTF-8 character that the byte at `index` belongs to. */
function startOfCharacter(bytes: Buffer, index: number): number {
  for (let first = index; first > index - 4 && first >= 0; first -= 1) {
    if (((bytes[first] ?? 0) & 0xc0) !== 0x80) return first;
  }
  return index;
}

function shortened({ title, summary, deeplink, userIds }: BodySummary): BodySummary {
  const cut = (text: string | undefined) => text && truncateText(text, TEXT_CHARACTERS);
  return { title: cut(title), summary: cut(summary), deeplink: cut(deeplink), userIds };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  const object = unwrapped(value);
  return isObject(object) ? object : {};
}

/** The vendor accepts a JSON string in place of the object or array that it holds. */
function unwrapped(value: unknown): unknown {
  return typeof value === 'string' ? parseJson(value) : value;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
