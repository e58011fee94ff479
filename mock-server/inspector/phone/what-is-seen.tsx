import { useMemo } from 'preact/hooks';
import { SUMMARY_CHARACTERS, TITLE_CHARACTERS } from '../../src/advisories/texts.js';
import { useWords } from '../state/context.js';
import { Deeplink } from './deeplink.js';
import type { Pushed } from './pushed.js';
import { lengthOf } from './text-length.js';

/** In words what the pictures show: how much of the push is cut, and where it leads. */
export function WhatIsSeen({ push: { title, summary, deeplink } }: { readonly push: Pushed }) {
  const words = useWords().phone;
  return (
    <dl class="what-is-seen">
      <dt>{words.pushTitle}</dt>
      <dd>
        <Shown text={title} most={TITLE_CHARACTERS} />
      </dd>
      <dt>{words.pushSummary}</dt>
      <dd>
        <Shown text={summary} most={SUMMARY_CHARACTERS} />
      </dd>
      <dt>{words.opens}</dt>
      <dd>{deeplink === undefined ? words.opensApp : <Deeplink to={deeplink} />}</dd>
    </dl>
  );
}

function Shown({ text, most }: { readonly text: string; readonly most: number }) {
  const words = useWords().phone;
  const { characters, cut } = useMemo(() => lengthOf(text, most), [text, most]);
  if (cut === 0) return `${words.characters(characters)}: ${words.whole}`;
  return (
    <>
      {words.characters(characters)}: {words.shown(most)}, <strong class="cut">{words.cut(cut)}</strong>
    </>
  );
}
