import type { Violation } from './push-schema.js';

/** A refusal in the vendor's words. */
export interface Wording {
  readonly message: string;
  /** The violations in the message, in its order. */
  readonly named: readonly Violation[];
}

/** joi 14 nests its errors as the body is nested: a branch wraps the errors below its key. */
type Problem = Violation | Branch;

interface Branch {
  readonly lead: string;
  readonly reasons: readonly Problem[];
}

type Key = string | number;

/** The sentence of joi 14 for each error type of today's Joi. */
const SENTENCES: Readonly<Record<string, string>> = {
  'any.required': 'is required',
  'array.base': 'must be an array',
  'array.max': 'must contain less than or equal to {limit} items',
  'object.base': 'must be an object',
  'object.unknown': 'is not allowed',
  'string.base': 'must be a string',
  'string.empty': 'is not allowed to be empty',
};

/**
 * Words a refusal as joi 14 does.
 *
 * @param violations At least one, in the order of `findViolations`.
 * @param listAll `false` words the first violation only, as joi 14 does with `abortEarly`.
 */
export function wordViolations(violations: readonly Violation[], listAll: boolean): Wording {
  const all = problemsBelow([], violations);
  const problems = listAll ? all : firstOf(all);
  return { message: problems.map(render).join('. '), named: problems.flatMap(violationsIn) };
}

/** Nests the violations below `path`. */
function problemsBelow(path: readonly Key[], violations: readonly Violation[]): readonly Problem[] {
  const byKey = new Map<Key, Violation[]>();
  for (const violation of violations) {
    const key = violation.path[path.length];
    const group = key === undefined ? undefined : byKey.get(key);
    if (group !== undefined) {
      group.push(violation);
    } else if (key !== undefined) {
      byKey.set(key, [violation]);
    }
  }
  // joi 14 leaves an array's own rules out when one of its items is invalid.
  return byKey.size === 0 ? violations : [...byKey].flatMap(([key, group]) => problemsAt(path, key, group));
}

function problemsAt(parent: readonly Key[], key: Key, violations: readonly Violation[]): readonly Problem[] {
  const path = [...parent, key];
  if (violations.some((violation) => isUnknownKey(violation) && violation.path.length === path.length)) {
    return violations;
  }
  const lead = typeof key === 'number' ? `"${parent.at(-1)}" at position ${key}` : `child "${key}"`;
  return [{ lead, reasons: problemsBelow(path, violations) }];
}

function firstOf(problems: readonly Problem[]): readonly Problem[] {
  const [first] = problems;
  if (first === undefined || isUnknownKey(first)) {
    // Known keys come first, so all of these are unknown, and joi 14 lists each of them even with `abortEarly`.
    return problems;
  }
  return [isBranch(first) ? { ...first, reasons: firstOf(first.reasons) } : first];
}

function violationsIn(problem: Problem): readonly Violation[] {
  return isBranch(problem) ? problem.reasons.flatMap(violationsIn) : [problem];
}

function render(problem: Problem): string {
  if (isBranch(problem)) {
    return `${problem.lead} fails because [${problem.reasons.map(render).join(', ')}]`;
  }
  const { type, path, context } = problem;
  const sentence = SENTENCES[type];
  if (sentence === undefined) {
    throw new Error(`joi 14 has no sentence for ${type}`);
  }
  return `"${path.at(-1) ?? 'value'}" ${sentence.replace('{limit}', String(context?.limit))}`;
}

function isBranch(problem: Problem): problem is Branch {
  return 'reasons' in problem;
}

function isUnknownKey(problem: Problem): boolean {
  return !isBranch(problem) && problem.type === 'object.unknown';
}
