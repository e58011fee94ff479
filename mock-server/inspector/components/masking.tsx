import { isObject, maskUserId } from 'imshop-contracts';
import { useInspector } from '../state/context.js';

/** A phone number inside a text, in any format. */
const PHONE_NUMBER = /\+?\d(?:[\s().-]{0,2}\d){9,14}/g;

/** Shows a customer's id, masked unless the user chose full ids. */
export function CustomerId({ id }: { readonly id: string }) {
  const { preferences } = useInspector();
  return <bdi>{preferences.showsFullIds.value ? id : maskUserId(id)}</bdi>;
}

/** Returns a function that masks phone numbers in a text, unless the user chose full ids. */
export function useTextMask(): (text: string) => string {
  const { preferences } = useInspector();
  return preferences.showsFullIds.value ? (text) => text : maskPhoneNumbers;
}

/** Masks the customers' ids in a request's body, and the phone numbers in all its texts. */
export function maskBody(body: unknown): unknown {
  if (typeof body === 'string') return maskPhoneNumbers(body);
  if (Array.isArray(body)) return body.map(maskBody);
  if (!isObject(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      maskPhoneNumbers(key),
      key === 'userIds' ? maskUserIds(value) : maskBody(value),
    ]),
  );
}

function maskUserIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskUserIds);
  return typeof value === 'string' || typeof value === 'number' ? maskUserId(String(value)) : maskBody(value);
}

function maskPhoneNumbers(text: string): string {
  return text.replaceAll(PHONE_NUMBER, maskUserId);
}
