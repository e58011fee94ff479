import { isUtf8 } from 'node:buffer';
import { messageOf } from '../base/text.js';

/** A body's JSON value, or why it has none. */
export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly row: 'not-json' | 'invalid-utf8'; readonly why: string };

/** Reads JSON as hapi 16 does: an empty body is `null`, a byte order mark is an error; and bytes must be UTF-8. */
export function parseJson(bytes: Buffer): Parsed {
  if (bytes.length === 0) return { ok: true, value: null };
  if (!isUtf8(bytes)) return { ok: false, row: 'invalid-utf8', why: 'the body is not UTF-8' };
  try {
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) };
  } catch (error) {
    return { ok: false, row: 'not-json', why: messageOf(error) };
  }
}
