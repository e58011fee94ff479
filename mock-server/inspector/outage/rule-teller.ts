import { maskedId } from '../parts/mask.js';
import type { Preferences } from '../state/preferences.js';
import type { RuleTeller } from './rule-text.js';

/** Tells rules as this person wants it: in their language, customers' ids masked unless they are to be seen. */
export function tellerOf({ words, isUnmasked }: Preferences): RuleTeller {
  return { words: words.value, shownId: isUnmasked.value ? (id) => id : maskedId };
}
