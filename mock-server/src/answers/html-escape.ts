const UNSAFE = /[^A-Za-z0-9 .,:_-]/g;

const NAMED = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\u00a0', '&nbsp;'],
  ['¢', '&cent;'],
  ['£', '&pound;'],
  ['¤', '&curren;'],
  ['©', '&copy;'],
  ['®', '&reg;'],
]);

/** Escapes a text as hapi 16 does in `validation.keys`: by code unit, all but letters, digits and a few signs. */
export function escapeHtml(text: string): string {
  return text.replace(UNSAFE, (unit) => NAMED.get(unit) ?? numbered(unit.charCodeAt(0)));
}

function numbered(code: number): string {
  return code < 256 ? `&#x${code.toString(16).padStart(2, '0')};` : `&#${code};`;
}
