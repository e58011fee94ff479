import type { Advised, Adviser, Advisory } from './advisory.js';
import { deeplinkWithoutScheme, webDeeplink } from './deeplink.js';
import { blankText, controlCharacters, longSummary, longTitle } from './texts.js';
import { duplicateUserIds, massPush, noUserIds, phoneFormatting, repeatedPush } from './user-ids.js';

export { ADVISORY_CODES, type Advised, type Advisory, type AdvisoryCode } from './advisory.js';

const jsonString: Adviser = ({ converted }) =>
  converted
    ? { code: 'json-string', path: '', message: 'a JSON string stands where an array or object belongs' }
    : undefined;

const ADVISERS: readonly Adviser[] = [
  phoneFormatting,
  noUserIds,
  duplicateUserIds,
  webDeeplink,
  deeplinkWithoutScheme,
  longTitle,
  longSummary,
  blankText,
  controlCharacters,
  repeatedPush,
  massPush,
  jsonString,
];

/** What is unwise about a push that the vendor accepts. */
export function advise(advised: Advised): readonly Advisory[] {
  return ADVISERS.flatMap((adviser) => adviser(advised) ?? []);
}
