const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML cannot say at all, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A text inside HTML or XML, between tags or in an attribute. */
export function escapeMarkup(text: string): string {
  return text.replace(UNSPEAKABLE, '\ufffd').replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}
