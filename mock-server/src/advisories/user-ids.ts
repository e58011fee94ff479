import type { Adviser, LateAdviser } from '../api/advisory.js';

/** A phone number as people write it: the vendor wants the digits alone. */
const FORMATTED_PHONE = /^\+?[\d\s().-]{7,20}$/;
const DIGITS = /^\d+$/;

export const phoneFormatting: Adviser = ({ userIds }) => {
  const index = userIds.findIndex((id) => !DIGITS.test(id) && FORMATTED_PHONE.test(id) && countDigits(id) >= 7);
  if (index < 0) return undefined;
  return {
    code: 'phone-formatting',
    path: `userIds[${index}]`,
    message: 'a phone number is sent without formatting: digits only',
  };
};

export const noUserIds: Adviser = ({ userIds }) =>
  userIds.length > 0 ? undefined : { code: 'no-user-ids', path: 'userIds', message: 'nobody gets this push' };

export const duplicateUserIds: Adviser = ({ userIds }) => {
  const duplicates = userIds.length - new Set(userIds).size;
  if (duplicates === 0) return undefined;
  return { code: 'duplicate-user-ids', path: 'userIds', message: `${duplicates} ids stand here more than once` };
};

export const repeatedPush: LateAdviser = (_push, { repeated }) =>
  repeated === 0
    ? undefined
    : {
        code: 'repeated-push',
        path: 'userIds',
        message: `${repeated} of these customers had the same push within the last minute`,
      };

/** Customers of one text from which a push is no longer personal: a full minute of full requests. The mock's own guess. */
const MASS_REACH = 10_000;

export const massPush: LateAdviser = ({ userIds }, { reach }) =>
  reach + userIds.length <= MASS_REACH
    ? undefined
    : {
        code: 'mass-push',
        path: 'userIds',
        message: `more than ${MASS_REACH} customers for one text: the vendor does not allow mass pushes here`,
      };

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}
