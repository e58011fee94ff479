import type { FidelityId } from '../fidelity.js';
import type { SenderRun } from './evidence.js';
import type { Level } from './scenario.js';
import type { TimelineRequest } from './timeline.js';

/** `skipped`: this sender cannot be put into that situation, see the findings. */
export type Verdict = 'passed' | 'failed' | 'skipped';

/** What became of one scenario. */
export interface ScenarioResult {
  readonly id: string;
  readonly level: Level;
  readonly title: string;
  readonly reason: string;
  readonly row: FidelityId;
  readonly verdict: Verdict;
  /** What is wrong, a sentence each; why it was skipped. */
  readonly findings: readonly string[];
  readonly runs: readonly SenderRun[];
  /** Every request that the mock saw, oldest first. */
  readonly timeline: readonly TimelineRequest[];
  /** The limit that was in force: so many requests in a window. */
  readonly limit: number;
  readonly windowMs: number;
  readonly durationMs: number;
}
