import { useMemo } from 'preact/hooks';
import { SUMMARY_CHARACTERS, TITLE_CHARACTERS } from '../../src/advisories/texts.js';
import { useTexts } from '../state/context.js';
import { Deeplink } from './notification-card.js';
import type { PushContent } from './push-content.js';

/** The lock screens in words: length of each text, how much is cut off, and the deeplink. */
export function PushPreview({ push: { title, summary, deeplink } }: { readonly push: PushContent }) {
  const texts = useTexts().phone;
  return (
    <dl class="push-preview">
      <dt>{texts.pushTitle}</dt>
      <dd>
        <TextLength text={title} visibleCharacters={TITLE_CHARACTERS} />
      </dd>
      <dt>{texts.pushSummary}</dt>
      <dd>
        <TextLength text={summary} visibleCharacters={SUMMARY_CHARACTERS} />
      </dd>
      <dt>{texts.opens}</dt>
      <dd>{deeplink === undefined ? texts.opensApp : <Deeplink to={deeplink} />}</dd>
    </dl>
  );
}

function TextLength({ text, visibleCharacters }: { readonly text: string; readonly visibleCharacters: number }) {
  const texts = useTexts().phone;
  const characters = useMemo(() => countGraphemes(text), [text]);
  if (characters <= visibleCharacters) return `${texts.characters(characters)}: ${texts.fits}`;
  return (
    <>
      {texts.characters(characters)}: {texts.shown(visibleCharacters)},{' '}
      <strong class="truncated">{texts.truncated(characters - visibleCharacters)}</strong>
    </>
  );
}

/** Longer than nearly every grapheme, short enough for `Intl.Segmenter`. */
const CHUNK_UNITS = 256;
const HIGH_SURROGATE_AT_END = /[\ud800-\udbff]$/;

/**
 * Counts a text's characters as people do: a flag or an accented letter is one.
 *
 * The time of `Intl.Segmenter` grows with the square of the length, so it gets the text in chunks. The last character of a chunk may
 * continue in the next one, so it is counted there.
 */
function countGraphemes(text: string): number {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let count = 0;
  let chunkUnits = CHUNK_UNITS;
  for (let at = 0; at < text.length; ) {
    const isLast = at + chunkUnits >= text.length;
    const chunk = text.slice(at, at + chunkUnits);
    const segments = [...segmenter.segment(isLast ? chunk : chunk.replace(HIGH_SURROGATE_AT_END, ''))];
    const complete = isLast ? segments : segments.slice(0, -1);
    count += complete.length;
    at += complete.reduce((units, { segment }) => units + segment.length, 0);
    // A single character may fill the chunk, such as a letter with a thousand accents.
    chunkUnits = complete.length > 0 ? CHUNK_UNITS : chunkUnits * 2;
  }
  return count;
}
