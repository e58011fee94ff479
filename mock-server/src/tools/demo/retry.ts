import type { SceneKind } from './story.js';

/** What became of a request: an answer, or none. */
export type Outcome = { readonly status: number; readonly retryAfter: string | null } | 'lost';

const MOST_TRIES = 4;
/** Slow enough that tries, too, stay within the vendor's limit. */
const LEAST_PAUSE_MS = 9_000;
const MOST_PAUSE_MS = 60_000;

/**
 * How long a sender waits before it tries again; `undefined` where it does not. Like most senders it cannot know
 * whether a push whose answer was lost arrived, and takes the risk. What is sent by mistake is sent once.
 */
export function pauseBeforeRetryMs(kind: SceneKind, outcome: Outcome, tries: number): number | undefined {
  if (kind !== 'good' || tries >= MOST_TRIES) return undefined;
  if (outcome === 'lost') return LEAST_PAUSE_MS;
  if (outcome.status !== 429 && outcome.status < 500) return undefined;
  const askedMs = Number(outcome.retryAfter ?? 0) * 1000;
  return Math.min(MOST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, Number.isFinite(askedMs) ? askedMs : 0));
}
