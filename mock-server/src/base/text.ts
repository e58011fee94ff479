import { stripVTControlCharacters } from 'node:util';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML does not allow, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject
const INVALID_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Characters that JSON allows unescaped, and that a terminal obeys or does not show: C1 controls, directions, zero width. */
const INVISIBLE =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Escapes a text for HTML or XML, between tags or in an attribute. */
export function escapeMarkup(text: string): string {
  return text.replace(INVALID_XML, '\ufffd').replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Replaces what could steer a terminal, or turn the direction of the text around it, by `?`. Keeps line breaks. */
export function replaceControlChars(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, '?');
}

/** The same for the output of a program: colours are removed, and a line drawn over and over becomes lines. */
export function cleanOutput(text: string): string {
  const lines = stripVTControlCharacters(text).replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\t', '    ');
  return replaceControlChars(lines);
}

/** Writes a value as JSON that cannot steer a terminal: invisible characters become `\u…`, the value stays the same. */
export function safeJson(value: unknown): string {
  return escapeInvisible(JSON.stringify(value));
}

/** Escapes the invisible characters of a JSON text. */
export function escapeInvisible(json: string): string {
  return json.replace(INVISIBLE, (sign) => sign.replace(/./gs, unicodeEscape));
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The message of an error; anything may be thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
