import { MAX_RETRY_AFTER_MS } from './advice.js';
import { gapMs, MAX_STRIKES, type RateLimit } from './rate-limit.js';

/** What senders of one credential share about the vendor's temper. */
export interface Pace {
  /** How many 429s came although the gap was kept. */
  readonly strikes: number;
  /** Milliseconds since `strikes` changed. */
  readonly quietMs: number;
}

/** What a turn leaves behind. */
export interface Settlement extends Pace {
  /** Milliseconds during which nobody may send. */
  readonly coolDownMs: number;
}

/** What an answer, or its absence, says about the limit. */
export interface LimitSigns {
  /** The vendor said that we are over the limit. */
  readonly limited: boolean;
  /** Milliseconds the vendor asked to wait. */
  readonly retryAfterMs?: number | undefined;
  /** Milliseconds until the vendor's window has room, where a RateLimit field says that it has none. */
  readonly exhaustedForMs?: number | undefined;
  /** The gap that a RateLimit-Policy field asks for. */
  readonly policyGapMs?: number | undefined;
}

/** After so many windows without a change, one strike is forgotten: half an hour at 10 a minute. */
const QUIET_WINDOWS = 30;

/** The freeze is longer by up to this part of a window, so that frozen processes do not wake as one. */
const FREEZE_JITTER = 1 / 12;

/** How long everybody waits after an answer, and what is remembered. */
export function settlementOf(pace: Pace, signs: LimitSigns, limit: RateLimit, random: () => number): Settlement {
  const next = signs.limited ? struck(pace) : calmed(pace, limit);
  const advisedMs = Math.max(signs.retryAfterMs ?? 0, signs.exhaustedForMs ?? 0, signs.policyGapMs ?? 0);
  // A full window: some limiters count denied requests too, so that an insisting client stays out.
  const freezeMs = signs.limited ? limit.windowMs * (1 + random() * FREEZE_JITTER) : 0;
  const waitMs = Math.max(gapMs(limit, next.strikes), Math.min(advisedMs, MAX_RETRY_AFTER_MS), freezeMs);
  return { ...next, coolDownMs: Math.ceil(waitMs) };
}

function struck({ strikes }: Pace): Pace {
  return { strikes: Math.min(strikes + 1, MAX_STRIKES), quietMs: 0 };
}

function calmed(pace: Pace, { windowMs }: RateLimit): Pace {
  const forgives = pace.strikes > 0 && pace.quietMs >= QUIET_WINDOWS * windowMs;
  return forgives ? { strikes: pace.strikes - 1, quietMs: 0 } : pace;
}
