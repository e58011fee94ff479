import type { PushRequest } from 'imshop-contracts';
import { CITIES, COURIERS, GOODS, NAMES, STREETS, TEMPLATES } from './texts.js';

/** Returns a number from 0 to 1, always the same for a purpose. */
type Random = (purpose: string) => number;

const CUSTOMERS = 40;
/** Has no common factor with the number of customers, so that each gets a push before any gets a second one. */
const STRIDE = 7;

/** Creates the push of a request, by its index. No customer gets the same push twice within a minute. */
export function createPush(index: number, random: Random): PushRequest {
  const template = pick(TEMPLATES, random('pattern'));
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (blank, name: string) => blanks[name] ?? blank);
  const from = integerBetween(10, 19, random('from'));
  const blanks: Readonly<Record<string, string>> = {
    order: String(integerBetween(10_000, 99_999, random('order'))),
    name: pick(NAMES, random('name')),
    courier: pick(COURIERS, random('courier')),
    city: pick(CITIES, random('city')),
    street: pick(STREETS, random('street')),
    // In turn and not random: two offers differ only in the goods.
    goods: GOODS[index % GOODS.length] ?? '',
    from: String(from),
    to: String(from + 2),
    minutes: String(5 * integerBetween(1, 6, random('minutes'))),
    points: String(50 * integerBetween(1, 20, random('points'))),
    percent: String(5 * integerBetween(1, 8, random('percent'))),
  };
  const recipients = integerBetween(Math.min(2, template.recipients ?? 1), template.recipients ?? 1, random('reach'));
  return {
    userIds: Array.from({ length: recipients }, (_, offset) => customer(index * STRIDE + offset)),
    message: { title: fill(template.title), summary: fill(template.summary) },
    ...(template.deeplink === undefined ? {} : { deeplink: fill(template.deeplink) }),
  };
}

/** Formats a phone number as people write it; the vendor requires digits only. */
export function formatPhone(phone: string): string {
  return phone.replace(/^(\d)(\d{3})(\d{3})(\d\d)(\d\d)$/, '+$1 ($2) $3-$4-$5');
}

/** Returns one of several bodies that the vendor refuses with 400: common mistakes of programs. */
export function invalidBody({ userIds, message }: PushRequest, random: number): string {
  const bodies = [
    { userIds: userIds[0], message },
    { userIds, message: { title: message.title } },
    { userIds, title: message.title, summary: message.summary },
    { message },
  ];
  return JSON.stringify(pick(bodies, random));
}

/** A phone number that is not in use and not a magic id. */
function customer(index: number): string {
  return String(79_000_000_100 + ((index % CUSTOMERS) * 73 + 11));
}

function pick<T>(list: readonly T[], random: number): T {
  // The number is below 1, and no list here is empty.
  return list[Math.floor(random * list.length)] as T;
}

/** Maps a number from 0 to 1 to an integer from `min` to `max`, both included. */
export function integerBetween(min: number, max: number, random: number): number {
  return min + Math.floor(random * (max - min + 1));
}
