import { FAULT_TYPES, type Fault, type FaultRule, type FaultType, REDIRECT_STATUSES, type When } from 'imshop-mock';
import type { Dice } from './dice.js';

/** The weight of a type, by default 4: a redirect halts a run, a delay may leave it complete. */
const SHARES: Readonly<Partial<Record<FaultType, number>>> = { redirect: 1, 'rate-limited': 6, latency: 6 };
const TYPES = FAULT_TYPES.flatMap((type) => Array.from({ length: SHARES[type] ?? 4 }, () => type));

/** Longer than the time-out of any request. */
const ENDLESS_MS = 3_600_000;

/** Statuses that can follow a delivered push. 200 comes without the vendor's body. */
const OPEN_STATUSES = [200, 500, 502, 503, 504, 520];

/** Statuses that say that nothing was delivered; 413, which splits a chunk, has more weight. */
const DENYING_STATUSES = [301, 400, 401, 403, 404, 408, 413, 421, 422, 425, 429, 413, 413];

const RETRY_AFTERS = [0, 1, 30, 900, 901, 3600, 'soon', 'Wed, 25 Nov 2099 12:00:00 GMT'];

/** Faults after which a truthful server may have delivered the push. */
const OPEN_FAULTS: readonly FaultType[] = [
  'hang',
  'reset',
  'empty-reply',
  'truncated-body',
  'malformed-json',
  'garbage',
  'wrong-content-type',
];

/** A rule of a truthful server, which never denies a delivery. */
export function drawRule(dice: Dice, userIds: readonly string[]): FaultRule {
  // A status has more variants than any other fault.
  const fault = drawFault(dice, dice.chance(0.25) ? 'status' : dice.one(TYPES));
  const mayDeliver = OPEN_FAULTS.includes(fault.type) || (fault.type === 'status' && isOpen(fault.status));
  return {
    fault,
    when: drawWhen(dice, userIds),
    ...(dice.chance(0.3) && { times: dice.whole(1, 5) }),
    ...(mayDeliver && { accepted: dice.chance(0.6) }),
  };
}

/** True if the answer never comes in time. */
export function outlastsSender(fault: Fault): boolean {
  if (fault.type === 'latency') return fault.ms === ENDLESS_MS;
  return fault.type === 'hang' || (fault.type === 'slow-body' && fault.intervalMs === ENDLESS_MS);
}

function isOpen(status: number): boolean {
  return OPEN_STATUSES.includes(status);
}

function drawFault(dice: Dice, type: FaultType): Fault {
  switch (type) {
    case 'status':
      return {
        type,
        status: dice.one(dice.chance(0.5) ? OPEN_STATUSES : DENYING_STATUSES),
        body: dice.one(['json', 'html', 'empty'] as const),
        ...(dice.chance(0.4) && { retryAfter: dice.one(RETRY_AFTERS) }),
      };
    case 'rate-limited':
      return { type, ...(dice.chance(0.7) && { retryAfter: dice.one(RETRY_AFTERS) }) };
    case 'redirect':
      return { type, location: '/elsewhere', status: dice.one(REDIRECT_STATUSES) };
    case 'latency':
      return { type, ms: dice.chance(0.3) ? ENDLESS_MS : dice.whole(0, 5) };
    case 'slow-body':
      return { type, intervalMs: dice.chance(0.3) ? ENDLESS_MS : 1 };
    default:
      return { type };
  }
}

function drawWhen(dice: Dice, userIds: readonly string[]): When {
  const whens: readonly (() => When)[] = [
    () => ({}),
    () => ({ first: dice.whole(1, 4) }),
    () => ({ nth: dice.whole(1, 30) }),
    () => ({ every: dice.whole(2, 9) }),
    () => ({ probability: dice.number() / 2 }),
    () => ({ userId: dice.one(userIds) }),
    () => ({ userId: dice.one(userIds), first: dice.whole(1, 2) }),
  ];
  // Without conditions most runs would end in the same way.
  const when = dice.one(whens)();
  return Object.keys(when).length === 0 && dice.chance(0.7) ? { probability: dice.number() / 4 } : when;
}
