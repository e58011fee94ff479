import type { ScenarioState } from '../../src/api/faults.js';
import { durationText } from '../parts/duration.js';
import type { Words } from '../words/index.js';

/** How far a scenario is, in words. */
export function progressTexts(state: ScenarioState, { outage: { scenario: words }, locale }: Words): readonly string[] {
  const phases = state.scenario?.phases ?? [];
  const rounds = state.rounds > 0 ? [words.rounds(state.rounds)] : [];
  if (state.phase === null) return [words.over, ...rounds];
  const ofRequests = phases[state.phase]?.for?.requests;
  return [
    words.phase(state.phase + 1, phases.length),
    ofRequests === undefined ? words.requests(state.requests) : words.requestsOf(state.requests, ofRequests),
    ...(state.remainingMs === null ? [] : [words.remaining(durationText(state.remainingMs, locale))]),
    ...rounds,
  ];
}
