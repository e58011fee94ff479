import type { ScenarioResult } from './result.js';

/** Failures that are known and not to fail a run, by the ids of their scenarios. */
export interface Baseline {
  readonly knownFailures: readonly string[];
}

export class BaselineError extends Error {
  override readonly name = 'BaselineError';
  readonly code = 'BASELINE_INVALID';
}

/** How a run compares with what was known. */
export interface Standing {
  /** Failed, as before. */
  readonly known: readonly string[];
  /** Known failures that pass now: the baseline can forget them. */
  readonly mended: readonly string[];
  /** Failures of a MUST that are not known: the run fails. */
  readonly broken: readonly string[];
}

export function standingOf(results: readonly ScenarioResult[], { knownFailures }: Baseline): Standing {
  const ids = (some: readonly ScenarioResult[]) => some.map(({ id }) => id);
  const failed = results.filter(({ verdict }) => verdict === 'failed');
  return {
    known: ids(failed.filter(({ id }) => knownFailures.includes(id))),
    mended: ids(results.filter(({ id, verdict }) => verdict === 'passed' && knownFailures.includes(id))),
    broken: ids(failed.filter(({ id, level }) => level === 'MUST' && !knownFailures.includes(id))),
  };
}

export function baselineOf(results: readonly ScenarioResult[]): Baseline {
  return { knownFailures: [...new Set(results.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id))] };
}

/**
 * Reads a baseline that was saved.
 *
 * @param source For messages: the path.
 * @param known Ids of scenarios; others are refused, since a misspelt one would excuse nothing.
 * @throws BaselineError
 */
export function parseBaseline(text: string, source: string, known: readonly string[]): Baseline {
  const { knownFailures, ...more } = Object(parse(text, source)) as { readonly knownFailures?: unknown };
  const isList = Array.isArray(knownFailures) && knownFailures.every((id) => typeof id === 'string');
  if (!isList || Object.keys(more).length > 0) {
    throw new BaselineError(`${source}: a baseline is {"knownFailures": ["id of a scenario"]}`);
  }
  const unknown = knownFailures.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new BaselineError(`${source}: there is no scenario ${unknown}`);
  return { knownFailures };
}

function parse(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BaselineError(`${source}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
