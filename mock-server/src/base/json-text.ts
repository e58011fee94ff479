/** What JSON may hold as it is, and what a terminal obeys or does not show: C1 controls, directions, what has no width. */
const UNSEEN =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** A value as JSON that steers no terminal: the same value, with whatever is not seen as `\u…`. */
export function jsonText(value: unknown): string {
  return escapeUnseen(JSON.stringify(value));
}

/** The same of JSON that is written already. */
export function escapeUnseen(json: string): string {
  return json.replace(UNSEEN, (sign) => sign.replace(/./gs, escaped));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
