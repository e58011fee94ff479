import type {
  BaselineComparison,
  DeliveryGuarantee,
  MatrixRow,
  RunLimits,
  ScenarioResult,
} from 'imshop-contracts/conformance';

/** What was checked, how, and what came of it: all that reports show. A mock is not the vendor, so they say its version. */
export interface CheckSummary {
  /** Such as `imshop-mock 0.1.0`. */
  readonly verifiedAgainst: string;
  /** The command line, or the address that starts the sender. */
  readonly sender: string;
  /** As ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** At the vendor's own pace, or at one that passes quickly. */
  readonly realTime: boolean;
  readonly delivery: DeliveryGuarantee;
  readonly limits: RunLimits;
  readonly results: readonly ScenarioResult[];
  /** Where the scenarios were played under every reading of what the vendor leaves unsaid. */
  readonly matrix?: readonly MatrixRow[];
  /** How the results compare with the baseline. */
  readonly baseline: BaselineComparison;
  readonly ok: boolean;
}

/** How a report marks a scenario: `known` is a failure that the baseline holds. */
export type Mark = 'passed' | 'failed' | 'known' | 'skipped';

export const SIGNS: Readonly<Record<Mark, string>> = { passed: '✓', failed: '✗', known: '!', skipped: '~' };

export function markOf({ id, verdict }: ScenarioResult, { known }: BaselineComparison): Mark {
  return verdict === 'failed' && known.includes(id) ? 'known' : verdict;
}

/** Why the sender could not be started, where that is so of every scenario; the results then say nothing of it. */
export function neverStarted({ results }: CheckSummary): string | undefined {
  const ends = results.flatMap(({ runs }) => runs.map(({ end }) => end));
  const [first] = ends;
  return first?.type === 'not-started' && ends.every(({ type }) => type === 'not-started') ? first.reason : undefined;
}
