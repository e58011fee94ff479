import type { PushRequest } from 'imshop-contracts';

/** A body in three parts: `frame` and `frameEnd` hold the texts around an empty list of customers, `ids` its items. */
export interface SplitBody {
  readonly frame: Buffer;
  readonly ids: Buffer;
  readonly frameEnd: Buffer;
}

const KEY = '"userIds"';
const ESCAPED_LETTER = '\\u00';
const NOTHING = Buffer.alloc(0);

/**
 * Splits an accepted push.
 *
 * @param bytes The body as sent. Where it cannot be split, or is left out, the push is written again.
 */
export function splitBody(push: PushRequest, bytes: Buffer | undefined): SplitBody {
  const list = bytes && findList(bytes);
  if (list) {
    const [start, end] = list;
    return { frame: bytes.subarray(0, start), ids: bytes.subarray(start, end), frameEnd: bytes.subarray(end) };
  }
  const { userIds, message, deeplink } = push;
  return {
    frame: Buffer.from(JSON.stringify({ userIds: [], message, deeplink })),
    ids: Buffer.from(JSON.stringify(userIds).slice(1, -1)),
    frameEnd: NOTHING,
  };
}

/**
 * The place of the list's items in the bytes of an accepted push; `undefined` where a look at them does not prove it.
 *
 * An accepted push has known keys only, so `"userIds"` followed by `:` and `[` is its key, unless it stands there twice,
 * perhaps with a letter written as `\u00…`.
 * Without a backslash in the list, a quote always ends or begins a text, so the first `]` ends the list if a key or the
 * end of the body follows: inside a text, `],"m` would need a quote that is followed by a comma or a bracket.
 */
function findList(body: Buffer): readonly [start: number, end: number] | undefined {
  const key = body.indexOf(KEY);
  const colon = skipSpace(body, key + KEY.length);
  const open = skipSpace(body, colon + 1);
  if (key < 0 || body[colon] !== COLON || body[open] !== OPEN) return undefined;
  const close = body.indexOf(CLOSE, open);
  const backslash = body.indexOf(BACKSLASH, open);
  if (close < 0 || (backslash >= 0 && backslash < close) || body.indexOf(KEY, open) >= 0) return undefined;
  if (body.indexOf(ESCAPED_LETTER) >= 0) return undefined;
  return endsObject(body, close + 1) || beginsKey(body, close + 1) ? [open + 1, close] : undefined;
}

function endsObject(body: Buffer, at: number): boolean {
  const brace = skipSpace(body, at);
  return body[brace] === BRACE && skipSpace(body, brace + 1) === body.length;
}

function beginsKey(body: Buffer, at: number): boolean {
  const comma = skipSpace(body, at);
  const quote = skipSpace(body, comma + 1);
  const letter = body[quote + 1];
  return body[comma] === COMMA && body[quote] === QUOTE && (letter === M_OF_MESSAGE || letter === D_OF_DEEPLINK);
}

function skipSpace(body: Buffer, at: number): number {
  let index = at;
  for (;;) {
    const byte = body[index];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return index;
    index += 1;
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE = 0x5d;
const D_OF_DEEPLINK = 0x64;
const M_OF_MESSAGE = 0x6d;
const BRACE = 0x7d;
