import type { Fault } from './faults.js';

/** A refusal in the vendor's words. */
export interface Wording {
  readonly message: string;
  /** The faults that the message names, in its order. */
  readonly named: readonly Fault[];
}

/** joi 14 nests its errors as the body is nested: a branch wraps the errors of what lies below its key. */
type Problem = Fault | Branch;

interface Branch {
  readonly lead: string;
  readonly reasons: readonly Problem[];
}

type Key = string | number;

/** What joi 14 says of a value, by the type that today's Joi gives the fault. */
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
 * @param faults At least one, in the order of `faultsOf`.
 * @param listAll `false` names the first fault only: joi 14's `abortEarly`.
 */
export function wordFaults(faults: readonly Fault[], listAll: boolean): Wording {
  const all = problemsBelow([], faults);
  const problems = listAll ? all : firstOf(all);
  return { message: problems.map(print).join('. '), named: problems.flatMap(faultsIn) };
}

/** The problems of the value at `path`, to which the path of each fault leads. */
function problemsBelow(path: readonly Key[], faults: readonly Fault[]): readonly Problem[] {
  const byKey = new Map<Key, Fault[]>();
  for (const fault of faults) {
    const key = fault.path[path.length];
    const group = key === undefined ? undefined : byKey.get(key);
    if (group !== undefined) {
      group.push(fault);
    } else if (key !== undefined) {
      byKey.set(key, [fault]);
    }
  }
  // joi 14 leaves an array's own rules out when an item is at fault.
  return byKey.size === 0 ? faults : [...byKey].flatMap(([key, group]) => problemsAt(path, key, group));
}

function problemsAt(parent: readonly Key[], key: Key, faults: readonly Fault[]): readonly Problem[] {
  const path = [...parent, key];
  if (faults.some((fault) => isUnknownKey(fault) && fault.path.length === path.length)) {
    return faults;
  }
  const lead = typeof key === 'number' ? `"${parent.at(-1)}" at position ${key}` : `child "${key}"`;
  return [{ lead, reasons: problemsBelow(path, faults) }];
}

function firstOf(problems: readonly Problem[]): readonly Problem[] {
  const [first] = problems;
  if (first === undefined || isUnknownKey(first)) {
    // Known keys come first, so all of these are unknown, and joi 14 names each of them even under `abortEarly`.
    return problems;
  }
  return [isBranch(first) ? { ...first, reasons: firstOf(first.reasons) } : first];
}

function faultsIn(problem: Problem): readonly Fault[] {
  return isBranch(problem) ? problem.reasons.flatMap(faultsIn) : [problem];
}

function print(problem: Problem): string {
  if (isBranch(problem)) {
    return `${problem.lead} fails because [${problem.reasons.map(print).join(', ')}]`;
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
