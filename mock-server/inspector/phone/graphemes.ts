/** Long enough for nearly every character that people see as one, short enough to be cut quickly. */
const WINDOW_UNITS = 256;
const HIGH_SURROGATE_AT_END = /[\ud800-\udbff]$/;

/**
 * The characters of a text as people count them: a flag or an accented letter is one.
 *
 * The time that `Intl.Segmenter` takes grows with the square of the length, so it gets the text in windows. The last character of a
 * window may go on in the next one, and is left to it.
 */
export function* graphemes(text: string): Generator<string, void> {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let windowUnits = WINDOW_UNITS;
  for (let at = 0; at < text.length; ) {
    const isLast = at + windowUnits >= text.length;
    const part = text.slice(at, at + windowUnits);
    const whole = isLast ? part : part.replace(HIGH_SURROGATE_AT_END, '');
    const found = Array.from(segmenter.segment(whole), ({ segment }) => segment);
    const sure = isLast ? found : found.slice(0, -1);
    yield* sure;
    at += sure.reduce((units, { length }) => units + length, 0);
    // One character that fills the window, as a letter with a thousand accents does.
    windowUnits = sure.length > 0 ? WINDOW_UNITS : windowUnits * 2;
  }
}
