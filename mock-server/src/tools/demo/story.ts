import type { Scenario } from '../../api/faults.js';
import { seededRandom } from '../../base/random.js';
import { formatted, invalidBody, pushOf, whole } from './push.js';

/** What is the matter with a request: nothing, or a mistake on purpose. `hurried` ones come at once, until over the limit. */
export type SceneKind = 'good' | 'formatted-phone' | 'invalid-body' | 'duplicate' | 'hurried';

/** One request of the story. */
export interface Scene {
  readonly kind: SceneKind;
  /** Since the request before was answered. */
  readonly gapMs: number;
  readonly body: string;
}

/** So many at the very start, so that the page is not empty. */
const OPENING = 4;
/** The story has the same shape again after so many requests. */
const ROUND = 24;
const HALF = ROUND / 2;
const HURRY = { from: HALF, until: HALF + 5 };

/** Between requests that come at once. */
const QUICK_MS = [250, 500] as const;
/** At most ten in any minute: the vendor's limit. */
const STEADY_MS = [6_200, 8_500] as const;
/** After many at once: slow enough that each finds room, until the minute that began with them is over. */
const AFTER_OPENING_MS = [9_000, 10_000] as const;
const AFTER_HURRY_MS = [11_000, 12_000] as const;
const CALM_REQUESTS = 7;

/**
 * What a shop sends, without end; the same seed tells the same story. It stays within the vendor's limit but for the
 * hurried requests: five at once in a minute that has six already.
 */
export function* story(seed: number): Generator<Scene, never> {
  let before = '';
  for (let number = 0; ; number += 1) {
    const drawn = (purpose: string) => seededRandom(`${seed}/demo/${number}/${purpose}`);
    const kind = kindOf(number, (purpose) => seededRandom(`${seed}/demo/half-${Math.floor(number / HALF)}/${purpose}`));
    const [leastMs, mostMs] = gapOf(number);
    const push = pushOf(number, drawn);
    const body = {
      good: () => JSON.stringify(push),
      hurried: () => JSON.stringify(push),
      'formatted-phone': () => JSON.stringify({ ...push, userIds: push.userIds.map(formatted) }),
      'invalid-body': () => invalidBody(push, drawn('invalid')),
      duplicate: () => before,
    }[kind]();
    yield { kind, gapMs: number === 0 ? 0 : whole(leastMs, mostMs, drawn('gap')), body };
    before = body;
  }
}

/** Minute three brings an outage: a minute of 503, then one in which every other answer is lost, the push is not. */
export const OUTAGE: Scenario = {
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

/** Each half of a round has one mistake of a kind, each in a place of its own; a duplicate follows a good one. */
function kindOf(number: number, drawn: (purpose: string) => number): SceneKind {
  const place = number % ROUND;
  if (place >= HURRY.from && place < HURRY.until) return 'hurried';
  switch (number % HALF) {
    case whole(5, 6, drawn('formatted-phone')):
      return 'formatted-phone';
    case whole(7, 8, drawn('invalid-body')):
      return 'invalid-body';
    case whole(10, 11, drawn('duplicate')):
      return 'duplicate';
    default:
      return 'good';
  }
}

function gapOf(number: number): readonly [number, number] {
  const place = number % ROUND;
  if (number < OPENING || (place > HURRY.from && place < HURRY.until)) return QUICK_MS;
  if (number < OPENING + CALM_REQUESTS) return AFTER_OPENING_MS;
  return place >= HURRY.until && place < HURRY.until + CALM_REQUESTS ? AFTER_HURRY_MS : STEADY_MS;
}
