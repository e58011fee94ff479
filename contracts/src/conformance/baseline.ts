import { isObject, parseJson } from '../json.js';
import type { ScenarioResult } from './result.js';

/** Known failures, by the ids of their scenarios. They do not fail a run. */
export interface Baseline {
  readonly knownFailures: readonly string[];
}

export class BaselineError extends Error {
  override readonly name = 'BaselineError';
  readonly code = 'BASELINE_INVALID';
}

/** The results of a run compared with a baseline, by the ids of scenarios. */
export interface BaselineComparison {
  /** Known failures that still fail. */
  readonly known: readonly string[];
  /** Known failures that pass now and can be removed from the baseline. */
  readonly fixed: readonly string[];
  /** Failures of a MUST that are not known. They fail the run. */
  readonly blocking: readonly string[];
}

export function compareWithBaseline(
  results: readonly ScenarioResult[],
  { knownFailures }: Baseline,
): BaselineComparison {
  const isKnown = ({ id }: ScenarioResult) => knownFailures.includes(id);
  const failed = results.filter(({ verdict }) => verdict === 'failed');
  return {
    known: failed.filter(isKnown).map(({ id }) => id),
    fixed: results.filter((result) => result.verdict === 'passed' && isKnown(result)).map(({ id }) => id),
    blocking: failed.filter((result) => result.level === 'MUST' && !isKnown(result)).map(({ id }) => id),
  };
}

/** Creates a baseline of everything that fails. */
export function createBaseline(results: readonly ScenarioResult[]): Baseline {
  return { knownFailures: [...new Set(results.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id))] };
}

/**
 * Parses a saved baseline.
 *
 * @param source The path, for messages.
 * @param known Ids of all scenarios. Others are refused, because a misspelt id would excuse nothing.
 * @throws BaselineError
 */
export function parseBaseline(text: string, source: string, known: readonly string[]): Baseline {
  const value = parseJson(text);
  const { knownFailures, ...others } = isObject(value) ? value : {};
  const isList = Array.isArray(knownFailures) && knownFailures.every((id) => typeof id === 'string');
  if (!isList || Object.keys(others).length > 0) {
    throw new BaselineError(`${source} must be JSON such as {"knownFailures": ["success-false"]}`);
  }
  const unknown = knownFailures.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new BaselineError(`${source}: unknown scenario "${unknown}"`);
  return { knownFailures };
}
