import type { PushRequest } from 'imshop-contracts';
import type { Advisory, PushHistory } from '../api/advisory.js';

/** A phone number as people write it: the vendor wants digits only. */
const FORMATTED_PHONE = /^\+?[\d\s().-]{7,20}$/;
const DIGITS = /^\d+$/;

export function phoneFormatting({ userIds }: PushRequest): Advisory | undefined {
  const index = userIds.findIndex((id) => !DIGITS.test(id) && FORMATTED_PHONE.test(id) && countDigits(id) >= 7);
  if (index < 0) return undefined;
  const message = 'a phone number is sent without formatting: digits only';
  return { code: 'phone-formatting', path: `userIds[${index}]`, message };
}

export function noUserIds({ userIds }: PushRequest): Advisory | undefined {
  return userIds.length > 0 ? undefined : { code: 'no-user-ids', path: 'userIds', message: 'nobody gets this push' };
}

export function duplicateUserIds({ userIds }: PushRequest): Advisory | undefined {
  const duplicates = userIds.length - new Set(userIds).size;
  if (duplicates === 0) return undefined;
  return { code: 'duplicate-user-ids', path: 'userIds', message: `${duplicates} ids stand here more than once` };
}

export function repeatedPush({ repeated }: PushHistory): Advisory | undefined {
  if (repeated === 0) return undefined;
  const message = `${repeated} of these customers had the same push within the last minute`;
  return { code: 'repeated-push', path: 'userIds', message };
}

/** Customers of one text from which a push is no longer personal: a full minute of full requests. The mock's own guess. */
const MASS_REACH = 10_000;

export function massPush({ userIds }: PushRequest, { reached }: PushHistory): Advisory | undefined {
  if (reached + userIds.length <= MASS_REACH) return undefined;
  const message = `more than ${MASS_REACH} customers for one text: the vendor does not allow mass pushes here`;
  return { code: 'mass-push', path: 'userIds', message };
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}
