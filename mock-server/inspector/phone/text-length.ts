import { graphemes } from './graphemes.js';

/** How long a text is, and how much of it is beyond what a lock screen shows. */
export interface TextLength {
  readonly characters: number;
  readonly cut: number;
}

export function lengthOf(text: string, shownCharacters: number): TextLength {
  let characters = 0;
  for (const _ of graphemes(text)) characters += 1;
  return { characters, cut: Math.max(0, characters - shownCharacters) };
}
