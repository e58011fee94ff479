import {
  PROVIDER_STATES,
  type ProviderState,
  type ProviderStateName,
  type ProviderStateParam,
  type ProviderStateParams,
} from './provider-states.js';

/** A state with all its parameters: those that were given, and the defaults of the others. */
export type ResolvedProviderState = {
  readonly [N in ProviderStateName]: { readonly state: N; readonly params: ProviderStateParams<N> };
}[ProviderStateName];

export type ProviderStateErrorCode =
  /** The state is unknown. */
  | 'UNKNOWN_STATE'
  /** The state has no such parameter. */
  | 'UNKNOWN_PARAM'
  /** The parameter does not allow this value. */
  | 'INVALID_PARAM'
  /** A required parameter is missing. */
  | 'MISSING_PARAM'
  /** The name of the state and `params` give the parameter different values. */
  | 'CONFLICTING_PARAM';

/** One error in a requested state. */
export interface ProviderStateProblem {
  readonly code: ProviderStateErrorCode;
  /** `state` when the name is wrong, otherwise the parameter, e.g. `params.status`. */
  readonly path: string;
  /** Names the state or the parameter, its value, and the allowed values. */
  readonly message: string;
  readonly value?: unknown;
  readonly allowed?: readonly unknown[];
}

/** A requested state is invalid. `code` is that of the first problem. */
export class ProviderStateError extends Error {
  override readonly name = 'ProviderStateError';
  readonly code: ProviderStateErrorCode;
  /** All problems, at least one. */
  readonly problems: readonly ProviderStateProblem[];

  constructor(first: ProviderStateProblem, others: readonly ProviderStateProblem[] = []) {
    const problems = [first, ...others];
    super(problems.map(({ message }) => message).join('; '));
    this.code = first.code;
    this.problems = problems;
  }
}

/**
 * Reads the state that a pact requests. Pacts before version 3 have no parameters, so the name may contain the value
 * (`the vendor answers 503`), be the template itself, or omit the placeholder.
 *
 * @throws {ProviderStateError} with every problem: an unknown state, an unknown, missing or invalid parameter, or one with
 * two different values.
 */
export function readState(text: string, params: Readonly<Record<string, unknown>> = {}): ResolvedProviderState {
  const [found] = PROVIDER_STATES.flatMap((state: ProviderState) => {
    const filled = matchTemplate(state.name, text);
    return filled ? [{ state, filled }] : [];
  });
  if (!found) throw new ProviderStateError(unknownState(text));
  const { state, filled } = found;
  const read = state.params.map((param) => readParam(param, filled[param.name], params[param.name]));
  const problems = [...unknownParams(state, params), ...read.flatMap(({ problem }) => (problem ? [problem] : []))];
  const [first, ...others] = problems.map((problem) => ({
    ...problem,
    message: `"${state.name}": ${problem.message}`,
  }));
  if (first) throw new ProviderStateError(first, others);
  const resolved = read.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  // Each parameter was checked against the table of states, from which the type is derived.
  return { state: state.name, params: Object.fromEntries(resolved) } as unknown as ResolvedProviderState;
}

/** Returns the value of the template's placeholder in a text; `undefined` when the text is another state. */
function matchTemplate(template: string, text: string): Readonly<Record<string, string>> | undefined {
  if (text === template || text === template.replace(/ ?\{\w+\}/, '')) return {};
  const [before, name, after = ''] = template.split(/\{(\w+)\}/);
  if (before === undefined || name === undefined || !text.startsWith(before) || !text.endsWith(after)) return undefined;
  const value = text.slice(before.length, text.length - after.length);
  return /^\S+$/.test(value) ? { [name]: value } : undefined;
}

type ReadParam =
  | { readonly name: string; readonly value: unknown; readonly problem?: undefined }
  | { readonly name: string; readonly value?: undefined; readonly problem: ProviderStateProblem };

function readParam(param: ProviderStateParam, filled: string | undefined, given: unknown): ReadParam {
  const { name, required } = param;
  const inName = filled === undefined ? undefined : parseFilled(param, filled);
  const value = given === undefined ? inName : given;
  const path = `params.${name}`;
  if (value !== undefined && !isAllowed(param, value)) {
    const message = `${name} must be ${allowedValues(param)}, not ${quote(value)}`;
    const place = given === undefined ? 'state' : path;
    return { name, problem: { code: 'INVALID_PARAM', path: place, message, value, ...choicesOf(param) } };
  }
  if (inName !== undefined && given !== undefined && inName !== given) {
    const message = `${name} is given twice: ${quote(inName)} in the name, ${quote(given)} in params`;
    return { name, problem: { code: 'CONFLICTING_PARAM', path, message, value: given, allowed: [inName] } };
  }
  if (value === undefined && required) {
    const message = `${name} is required: ${allowedValues(param)}`;
    return { name, problem: { code: 'MISSING_PARAM', path, message, ...choicesOf(param) } };
  }
  return { name, value: value ?? param.default };
}

/** Parses a value from the name of a state, which is a text. */
function parseFilled({ type }: ProviderStateParam, text: string): unknown {
  return type === 'integer' && /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

function isAllowed(param: ProviderStateParam, value: unknown): boolean {
  if (param.type === 'integer') {
    return typeof value === 'number' && Number.isInteger(value) && value >= param.min && value <= param.max;
  }
  if (param.type === 'choice') return param.values.some((member) => member === value);
  return typeof value === 'string' && new RegExp(param.pattern).test(value);
}

function allowedValues(param: ProviderStateParam): string {
  if (param.type === 'integer') return `a whole number from ${param.min} to ${param.max}`;
  return param.type === 'choice' ? `one of ${param.values.join(', ')}` : `a slug, ${param.pattern}`;
}

function choicesOf(param: ProviderStateParam): { readonly allowed?: readonly string[] } {
  return param.type === 'choice' ? { allowed: param.values } : {};
}

function unknownParams(state: ProviderState, params: object): readonly ProviderStateProblem[] {
  const allowed = state.params.map(({ name }) => name);
  return Object.entries(params)
    .filter(([name]) => !allowed.includes(name))
    .map(([name, value]) => ({
      code: 'UNKNOWN_PARAM',
      path: `params.${name}`,
      message: `${quote(name)} is not allowed; allowed are ${allowed.join(', ')}`,
      value,
      allowed,
    }));
}

function unknownState(text: string): ProviderStateProblem {
  const names = PROVIDER_STATES.map(({ name }) => name);
  const similar = mostSimilar(text, names);
  const list = (some: readonly string[]) => some.map((name) => `"${name}"`).join(', ');
  const hint = similar.length > 0 ? `; did you mean ${list(similar)}?` : ';';
  const message = `unknown provider state ${quote(text)}${hint} allowed are ${list(names)}`;
  return { code: 'UNKNOWN_STATE', path: 'state', message, value: text, allowed: names };
}

/** Characters of a value that a message shows. */
const MAX_QUOTED = 80;

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
}

/** Names that are less similar are no help. */
const MIN_SIMILARITY = 0.4;
const MAX_SUGGESTIONS = 3;
/** Characters of a text that are compared: a pact may hold a text of any length, and no name is longer. */
const MAX_COMPARED = 200;
/** Parts of a name that differ between its uses. */
const PLACEHOLDER = /\{\w*\}|\d+/g;

/** Finds the names that are most similar to a text, the best first. */
function mostSimilar(text: string, names: readonly string[]): readonly string[] {
  const pairs = letterPairs(text.slice(0, MAX_COMPARED));
  return names
    .map((name) => ({ name, score: similarity(pairs, letterPairs(name)) }))
    .filter(({ score }) => score >= MIN_SIMILARITY)
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ name }) => name);
}

/** Dice's coefficient: 1 for the same pairs of letters, 0 for none in common. */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / (a.size + b.size);
}

function letterPairs(text: string): ReadonlySet<string> {
  const letters = text.replace(PLACEHOLDER, '').trim().toLowerCase();
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
}
