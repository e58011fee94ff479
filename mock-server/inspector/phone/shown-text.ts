/** What becomes of line breaks: a single line has none, and Android shows no blank lines in a text that is expanded. */
export type LineBreaks = 'as-spaces' | 'kept' | 'never-blank';

/** More than any lock screen shows of a text, so that a text of a megabyte costs nothing to lay out. */
const MOST_UNITS = 4096;

const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const BOX = '▯';

/** A text as a lock screen draws it, before it is cut to lines. */
export function shownText(text: string, lineBreaks: LineBreaks): string {
  const drawn = beginningOf(text).replace(LINE_BREAK, '\n').replaceAll('\t', ' ').replace(CONTROL, BOX);
  if (lineBreaks === 'as-spaces') return drawn.replaceAll('\n', ' ');
  return lineBreaks === 'kept' ? drawn : drawn.replace(/\n{2,}/g, '\n');
}

function beginningOf(text: string): string {
  return text.length <= MOST_UNITS ? text : `${text.slice(0, MOST_UNITS)}…`;
}
