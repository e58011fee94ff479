import type { PushRequest } from 'imshop-contracts';
import type { Adviser, Advisory, Precedents } from '../api/advisory.js';
import { deeplinkWithoutScheme, webDeeplink } from './deeplink.js';
import { blankText, controlCharacters, longSummary, longTitle } from './texts.js';
import { duplicateUserIds, massPush, noUserIds, phoneFormatting, repeatedPush } from './user-ids.js';

export { ADVISORY_CODES, type Advisory, type AdvisoryCode, NO_PRECEDENTS, type Precedents } from '../api/advisory.js';

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
];

const JSON_STRING: Advisory = {
  code: 'json-string',
  path: '',
  message: 'a JSON string stands where an array or object belongs',
};

/** What is unwise about a push that the vendor accepts, whatever went before it. */
export function adviseOnPush(push: PushRequest): readonly Advisory[] {
  return ADVISERS.flatMap((adviser) => adviser(push) ?? []);
}

/**
 * All that is unwise about it.
 *
 * @param own From `adviseOnPush`.
 * @param converted Whether a JSON string stood for an array or object.
 */
export function advise(
  own: readonly Advisory[],
  push: PushRequest,
  precedents: Precedents,
  converted: boolean,
): readonly Advisory[] {
  const late = [repeatedPush(push, precedents), massPush(push, precedents), converted ? JSON_STRING : undefined];
  const given = late.filter((advisory) => advisory !== undefined);
  return given.length === 0 ? own : [...own, ...given];
}
