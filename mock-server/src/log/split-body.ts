import type { PushRequest } from 'imshop-contracts';

/** A push in three parts, as texts of one byte a character: `frame` and `frameEnd` surround the customers, `ids`. */
export interface SplitBody {
  readonly frame: string;
  readonly ids: string;
  readonly frameEnd: string;
}

const KEY = '"userIds"';
/** The beginning of an escaped letter of the Latin alphabet. */
const ESCAPED_LETTER = '\\u00';

/**
 * Splits an accepted push.
 *
 * @param bytes The body as sent. Where it cannot be split, or is left out, the push is written again.
 */
export function splitBody(push: PushRequest, bytes: Buffer | undefined): SplitBody {
  // One byte a character: places in the text are places in the bytes, and searching it takes no call out of JavaScript.
  const body = bytes?.toString('latin1') ?? '';
  const list = findList(body);
  if (list) {
    const [start, end] = list;
    return { frame: body.slice(0, start), ids: body.slice(start, end), frameEnd: body.slice(end) };
  }
  const { userIds, message, deeplink } = push;
  const written = Buffer.from(JSON.stringify({ message, deeplink, userIds })).toString('latin1');
  const frame = Buffer.from(JSON.stringify({ message, deeplink, userIds: [] })).toString('latin1');
  const start = frame.length - ']}'.length;
  return { frame: written.slice(0, start), ids: written.slice(start, -']}'.length), frameEnd: ']}' };
}

/**
 * The place of the list's items in an accepted push; `undefined` where a look at the text does not prove it.
 *
 * An accepted push has known keys only, so `"userIds"` followed by `:` and `[` is its key, unless it stands there twice,
 * perhaps with an escaped letter. Without a backslash in the list, a quote always begins or ends a text, so the first `]`
 * ends the list if a key or the end of the body follows: inside a text, `],"m` would need a quote before a comma or bracket.
 */
function findList(body: string): readonly [start: number, end: number] | undefined {
  const key = body.indexOf(KEY);
  const colon = skipSpace(body, key + KEY.length);
  const open = skipSpace(body, colon + 1);
  if (key < 0 || body[colon] !== ':' || body[open] !== '[') return undefined;
  const close = body.indexOf(']', open);
  if (close < 0 || body.indexOf(KEY, close) >= 0) return undefined;
  const backslash = body.indexOf('\\', open);
  if (backslash >= 0 && backslash < close) return undefined;
  if ((backslash >= 0 || body.lastIndexOf('\\', open) >= 0) && body.includes(ESCAPED_LETTER)) return undefined;
  return endsObject(body, close + 1) || beginsKey(body, close + 1) ? [open + 1, close] : undefined;
}

function endsObject(body: string, at: number): boolean {
  const brace = skipSpace(body, at);
  return body[brace] === '}' && skipSpace(body, brace + 1) === body.length;
}

function beginsKey(body: string, at: number): boolean {
  const comma = skipSpace(body, at);
  const quote = skipSpace(body, comma + 1);
  const letter = body[quote + 1];
  return body[comma] === ',' && body[quote] === '"' && (letter === 'm' || letter === 'd');
}

function skipSpace(body: string, at: number): number {
  let index = at;
  while (body[index] === ' ' || body[index] === '\n' || body[index] === '\r' || body[index] === '\t') index += 1;
  return index;
}
