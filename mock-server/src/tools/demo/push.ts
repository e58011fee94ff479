import type { PushRequest } from 'imshop-contracts';
import { CITIES, COURIERS, GOODS, NAMES, PATTERNS, STREETS } from './texts.js';

/** A number from 0 to 1 for a purpose; the same purpose draws the same. */
export type Draw = (purpose: string) => number;

const CUSTOMERS = 40;
/** Has no common factor with the number of customers, so that each comes once before any comes again. */
const STRIDE = 7;

/** The push that a shop sends as its so-manieth: no customer gets the same within a minute. */
export function pushOf(number: number, draw: Draw): PushRequest {
  const pattern = pick(PATTERNS, draw('pattern'));
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (blank, name: string) => blanks[name] ?? blank);
  const from = whole(10, 19, draw('from'));
  const blanks: Readonly<Record<string, string>> = {
    order: String(whole(10_000, 99_999, draw('order'))),
    name: pick(NAMES, draw('name')),
    courier: pick(COURIERS, draw('courier')),
    city: pick(CITIES, draw('city')),
    street: pick(STREETS, draw('street')),
    // In turn and not drawn: it is all that tells two offers apart.
    goods: GOODS[number % GOODS.length] ?? '',
    from: String(from),
    to: String(from + 2),
    minutes: String(5 * whole(1, 6, draw('minutes'))),
    points: String(50 * whole(1, 20, draw('points'))),
    percent: String(5 * whole(1, 8, draw('percent'))),
  };
  const reach = whole(Math.min(2, pattern.reach ?? 1), pattern.reach ?? 1, draw('reach'));
  return {
    userIds: Array.from({ length: reach }, (_, further) => customer(number * STRIDE + further)),
    message: { title: fill(pattern.title), summary: fill(pattern.summary) },
    ...(pattern.deeplink === undefined ? {} : { deeplink: fill(pattern.deeplink) }),
  };
}

/** As people write it: the vendor wants the digits alone. */
export function formatted(phone: string): string {
  return phone.replace(/^(\d)(\d{3})(\d{3})(\d\d)(\d\d)$/, '+$1 ($2) $3-$4-$5');
}

/** Bodies that the vendor refuses with 400, as hasty programs make them. */
export function invalidBody({ userIds, message }: PushRequest, drawn: number): string {
  const bodies = [
    { userIds: userIds[0], message },
    { userIds, message: { title: message.title } },
    { userIds, title: message.title, summary: message.summary },
    { message },
  ];
  return JSON.stringify(pick(bodies, drawn));
}

/** Digits of nobody's phone, and none of the ids that bring about a fault. */
function customer(index: number): string {
  return String(79_000_000_100 + ((index % CUSTOMERS) * 73 + 11));
}

function pick<T>(from: readonly T[], drawn: number): T {
  // A draw is below 1, and no list here is empty.
  return from[Math.floor(drawn * from.length)] as T;
}

/** From `least` to `most`, both of them too. */
export function whole(least: number, most: number, drawn: number): number {
  return least + Math.floor(drawn * (most - least + 1));
}
