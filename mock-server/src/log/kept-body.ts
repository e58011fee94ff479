import { type Gist, readGist } from './body-summary.js';
import type { ReceivedBody } from './entry.js';

/** What is kept of a large body at its beginning, and at its end, in bytes. */
const PART_BYTES = 4096;

/** What is kept of a text of it, in characters. */
const GIST_CHARACTERS = 1024;

/** The body as the journal keeps it: whole where it is no larger than this, else in parts. */
export function keptBody(body: ReceivedBody, maxBytes: number): ReceivedBody {
  const { bytes } = body;
  if (bytes.length <= maxBytes) return body;
  const partBytes = Math.min(PART_BYTES, Math.floor(maxBytes / 2));
  return {
    bytes: copyOf(bytes, 0, beginningOfCharacter(bytes, partBytes)),
    truncated: true,
    cut: {
      bytes: bytes.length,
      tail: copyOf(bytes, beginningOfCharacter(bytes, bytes.length - partBytes), bytes.length),
      sha256: sha256Of(bytes),
      gist: shortened(readGist(bytes)),
    },
  };
}

/** Loaded on need: a start would wait for it. */
function sha256Of(bytes: Buffer): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(bytes).digest('hex');
}

/** What a body counts for in the journal's bounds. */
export function bytesOf({ bytes, cut }: ReceivedBody): number {
  if (!cut) return bytes.length;
  const { title = '', summary = '', deeplink = '' } = cut.gist;
  return bytes.length + cut.tail.length + cut.sha256.length + Buffer.byteLength(title + summary + deeplink);
}

/** A view would keep all of it in memory. */
function copyOf(bytes: Buffer, from: number, to: number): Buffer {
  return Buffer.from(bytes.subarray(from, to));
}

/** Where the UTF-8 character begins that this byte is a part of. */
function beginningOfCharacter(bytes: Buffer, index: number): number {
  for (let first = index; first > index - 4 && first >= 0; first -= 1) {
    if (((bytes[first] ?? 0) & 0xc0) !== 0x80) return first;
  }
  return index;
}

function shortened({ title, summary, deeplink, userIds }: Gist): Gist {
  const kept = (text: string | undefined) => text && beginningOf(text, GIST_CHARACTERS);
  return { title: kept(title), summary: kept(summary), deeplink: kept(deeplink), userIds };
}

/** A copy of the beginning: a mere slice would hold on to the whole. */
export function beginningOf(text: string, maxCharacters: number): string {
  return text.length <= maxCharacters ? text : Buffer.from(text.slice(0, maxCharacters)).toString();
}
