import type { Scenario } from '../../api/faults.js';
import { seededRandom } from '../../base/random.js';
import { createPush, formatPhone, integerBetween, invalidBody } from './push.js';

/** `valid`, or the kind of a deliberate mistake. A `burst` request follows the previous one at once and exceeds the limit. */
export type DemoRequestType = 'valid' | 'formatted-phone' | 'invalid-body' | 'duplicate' | 'burst';

export interface DemoRequest {
  readonly type: DemoRequestType;
  /** Pause after the answer to the previous request. */
  readonly gapMs: number;
  readonly body: string;
}

/** Requests at the very start without pauses, so that the page is not empty. */
const OPENING = 4;
/** The traffic repeats its pattern after this many requests. */
const ROUND = 24;
const HALF = ROUND / 2;
const BURST = { from: HALF, until: HALF + 5 };

/** Range of the pauses within the opening and a burst. */
const QUICK_MS = [250, 500] as const;
/** At most ten requests in any minute: the vendor's limit. */
const STEADY_MS = [6_200, 8_500] as const;
/** Slow enough that no request exceeds the limit in the minute after the opening or a burst. */
const AFTER_OPENING_MS = [9_000, 10_000] as const;
const AFTER_BURST_MS = [11_000, 12_000] as const;
const SLOW_REQUESTS = 7;

/**
 * Generates the requests of a shop without end; the same seed gives the same requests. They stay within the vendor's limit,
 * except the bursts: five requests at once in a minute that has six already.
 */
export function* demoTraffic(seed: number): Generator<DemoRequest, never> {
  let previousBody = '';
  for (let index = 0; ; index += 1) {
    const random = (purpose: string) => seededRandom(`${seed}/demo/${index}/${purpose}`);
    const type = typeOf(index, (purpose) => seededRandom(`${seed}/demo/half-${Math.floor(index / HALF)}/${purpose}`));
    const [minMs, maxMs] = gapRange(index);
    const push = createPush(index, random);
    const body = {
      valid: () => JSON.stringify(push),
      burst: () => JSON.stringify(push),
      'formatted-phone': () => JSON.stringify({ ...push, userIds: push.userIds.map(formatPhone) }),
      'invalid-body': () => invalidBody(push, random('invalid')),
      duplicate: () => previousBody,
    }[type]();
    yield { type, gapMs: index === 0 ? 0 : integerBetween(minMs, maxMs, random('gap')), body };
    previousBody = body;
  }
}

/** Each half of a round has one mistake of each type, at a random place; a duplicate follows a valid request. */
function typeOf(index: number, random: (purpose: string) => number): DemoRequestType {
  const place = index % ROUND;
  if (place >= BURST.from && place < BURST.until) return 'burst';
  switch (index % HALF) {
    case integerBetween(5, 6, random('formatted-phone')):
      return 'formatted-phone';
    case integerBetween(7, 8, random('invalid-body')):
      return 'invalid-body';
    case integerBetween(10, 11, random('duplicate')):
      return 'duplicate';
    default:
      return 'valid';
  }
}

function gapRange(index: number): readonly [number, number] {
  const place = index % ROUND;
  if (index < OPENING || (place > BURST.from && place < BURST.until)) return QUICK_MS;
  if (index < OPENING + SLOW_REQUESTS) return AFTER_OPENING_MS;
  return place >= BURST.until && place < BURST.until + SLOW_REQUESTS ? AFTER_BURST_MS : STEADY_MS;
}

/** An outage in minute three: a minute of 503, then a minute in which every other answer is lost after the delivery. */
export const DEMO_SCENARIO: Scenario = {
  name: 'demo',
  loop: true,
  phases: [
    { name: 'all is well', for: { ms: 180_000 } },
    {
      name: 'down',
      for: { ms: 60_000 },
      faults: [{ fault: { type: 'status', status: 503, body: 'html', retryAfter: 10 } }],
    },
    {
      name: 'answers are lost',
      for: { ms: 60_000 },
      faults: [{ fault: { type: 'reset' }, when: { every: 2 }, accepted: true }],
    },
    { name: 'recovered', for: { ms: 120_000 } },
  ],
};
