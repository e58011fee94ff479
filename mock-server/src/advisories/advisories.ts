import type { PushRequest } from 'imshop-contracts';
import type { Advisory, PushHistory } from '../api/advisory.js';
import { blankText, controlCharacters, deeplinkWithoutScheme, longSummary, longTitle, webDeeplink } from './texts.js';
import { duplicateUserIds, massPush, noUserIds, phoneFormatting, repeatedPush } from './user-ids.js';

/** Looks at a push alone. */
type Adviser = (push: PushRequest) => Advisory | undefined;

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
  message: 'a JSON string stands in place of an array or object',
};

/**
 * All advisories on a push.
 *
 * @param converted A JSON string stands in place of an array or object.
 */
export function advise(push: PushRequest, history: PushHistory, converted: boolean): readonly Advisory[] {
  return [
    ...ADVISERS.map((adviser) => adviser(push)),
    repeatedPush(history),
    massPush(push, history),
    converted ? JSON_STRING : undefined,
  ].filter((advisory) => advisory !== undefined);
}
