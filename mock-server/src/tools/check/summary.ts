import type {
  BaselineComparison,
  DeliveryGuarantee,
  MatrixRow,
  RunLimits,
  ScenarioResult,
} from 'imshop-contracts/conformance';
import { cleanOutput, replaceControlChars } from '../../base/text.js';

/** The result of a check: everything that the reports show. */
export interface CheckSummary {
  /** Name and version of the mock, such as `imshop-mock 0.1.0`: a mock is not the vendor. */
  readonly verifiedAgainst: string;
  /** The command line of the sender, or the URL that starts it. */
  readonly sender: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** True if the rate limit is the vendor's own, false if its window was shortened. */
  readonly realTime: boolean;
  readonly delivery: DeliveryGuarantee;
  readonly limits: RunLimits;
  readonly results: readonly ScenarioResult[];
  /** Results under every variant of what the vendor does not document. Only with `--matrix`. */
  readonly matrix?: readonly MatrixRow[];
  /** The results compared with the baseline. */
  readonly baseline: BaselineComparison;
  readonly ok: boolean;
}

/** The mark of a scenario in a report; `known` is a failure that the baseline lists. */
export type Mark = 'passed' | 'failed' | 'known' | 'skipped';

export const SIGNS: Readonly<Record<Mark, string>> = { passed: '✓', failed: '✗', known: '!', skipped: '~' };

export function markOf({ id, verdict }: ScenarioResult, { known }: BaselineComparison): Mark {
  return verdict === 'failed' && known.includes(id) ? 'known' : verdict;
}

/** The reason if the sender could not be started in any scenario. The results then say nothing about the sender. */
export function neverStarted({ results }: CheckSummary): string | undefined {
  const ends = results.flatMap(({ runs }) => runs.map(({ end }) => end));
  const [first] = ends;
  return first?.type === 'not-started' && ends.every(({ type }) => type === 'not-started') ? first.reason : undefined;
}

/** Replaces control characters in every text that the sender chose, so that no report steers a terminal or a page. */
export function sanitizeSummary(summary: CheckSummary): CheckSummary {
  return {
    ...summary,
    sender: replaceControlChars(summary.sender),
    results: summary.results.map(sanitizeResult),
    ...(summary.matrix && {
      matrix: summary.matrix.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => ({ ...cell, result: sanitizeResult(cell.result) })),
      })),
    }),
  };
}

function sanitizeResult(result: ScenarioResult): ScenarioResult {
  return {
    ...result,
    findings: result.findings.map(replaceControlChars),
    runs: result.runs.map((run) => ({ ...run, output: cleanOutput(run.output) })),
    timeline: result.timeline.map((request) => ({ ...request, method: replaceControlChars(request.method) })),
  };
}
