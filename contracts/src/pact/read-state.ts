import { nearest } from './nearest.js';
import { ProviderStateError, type ProviderStateFault, shown } from './state-error.js';
import {
  PROVIDER_STATES,
  type ProviderState,
  type ProviderStateName,
  type ProviderStateParam,
  type ProviderStateParams,
} from './states.js';

/** A state with every parameter it was given or has by default. */
export type ReadProviderState = {
  readonly [N in ProviderStateName]: { readonly state: N; readonly params: ProviderStateParams<N> };
}[ProviderStateName];

/** A value that the name of a state was filled in with. */
type Filled = Readonly<Record<string, string>>;

/**
 * The state that a pact asks for. Pacts before version 3 carry no parameters, so the name may be filled in (`the vendor
 * answers 503`), be the template itself, or leave the placeholder out.
 *
 * @throws {ProviderStateError} naming everything that is wrong: an unknown state, an unknown or missing parameter, a
 * value that is not allowed, or one given twice that does not agree.
 */
export function readState(text: string, params: Readonly<Record<string, unknown>> = {}): ReadProviderState {
  const [found] = PROVIDER_STATES.flatMap((state: ProviderState) => {
    const filled = filledIn(state.name, text);
    return filled ? [{ state, filled }] : [];
  });
  if (!found) throw new ProviderStateError(unknownState(text));
  const { state, filled } = found;
  const read = state.params.map((param) => readParam(param, filled[param.name], params[param.name]));
  const faults = [...strangers(state, params), ...read.flatMap(({ fault }) => (fault ? [fault] : []))];
  const [first, ...others] = faults.map((fault) => ({ ...fault, message: `"${state.name}": ${fault.message}` }));
  if (first) throw new ProviderStateError(first, others);
  const settled = read.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  // The table of states says which parameters a state has, and each was checked against it.
  return { state: state.name, params: Object.fromEntries(settled) } as unknown as ReadProviderState;
}

/** What a text fills the placeholder of a template in with; `undefined` where it is another state. */
function filledIn(template: string, text: string): Filled | undefined {
  if (text === template || text === template.replace(/ ?\{\w+\}/, '')) return {};
  const [before, name, after = ''] = template.split(/\{(\w+)\}/);
  if (before === undefined || name === undefined || !text.startsWith(before) || !text.endsWith(after)) return undefined;
  const value = text.slice(before.length, text.length - after.length);
  return /^\S+$/.test(value) ? { [name]: value } : undefined;
}

type Read =
  | { readonly name: string; readonly value: unknown; readonly fault?: undefined }
  | { readonly name: string; readonly value?: undefined; readonly fault: ProviderStateFault };

function readParam(param: ProviderStateParam, filled: string | undefined, given: unknown): Read {
  const { name, required } = param;
  const inName = filled === undefined ? undefined : meantBy(param, filled);
  const value = given === undefined ? inName : given;
  const path = `params.${name}`;
  if (value !== undefined && !takes(param, value)) {
    const message = `${name} must be ${allowedOf(param)}, not ${shown(value)}`;
    const place = given === undefined ? 'state' : path;
    return { name, fault: { code: 'bad-param', path: place, message, value, ...listOf(param) } };
  }
  if (inName !== undefined && given !== undefined && inName !== given) {
    const message = `${name} is given twice: ${shown(inName)} in the name, ${shown(given)} in params`;
    return { name, fault: { code: 'contradiction', path, message, value: given, allowed: [inName] } };
  }
  if (value === undefined && required) {
    const message = `${name} is required: ${allowedOf(param)}`;
    return { name, fault: { code: 'missing-param', path, message, ...listOf(param) } };
  }
  return { name, value: value ?? param.default };
}

/** A name is a text; what it says is compared with what is allowed. */
function meantBy({ kind }: ProviderStateParam, text: string): unknown {
  return kind === 'integer' && /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

function takes(param: ProviderStateParam, value: unknown): boolean {
  if (param.kind === 'integer') {
    return typeof value === 'number' && Number.isInteger(value) && value >= param.min && value <= param.max;
  }
  if (param.kind === 'choice') return param.values.some((member) => member === value);
  return typeof value === 'string' && new RegExp(param.pattern).test(value);
}

function allowedOf(param: ProviderStateParam): string {
  if (param.kind === 'integer') return `a whole number from ${param.min} to ${param.max}`;
  return param.kind === 'choice' ? `one of ${param.values.join(', ')}` : `a slug, ${param.pattern}`;
}

function listOf(param: ProviderStateParam): { readonly allowed?: readonly string[] } {
  return param.kind === 'choice' ? { allowed: param.values } : {};
}

/** Parameters that the state does not have. */
function strangers(state: ProviderState, params: object): readonly ProviderStateFault[] {
  const allowed = state.params.map(({ name }) => name);
  return Object.entries(params)
    .filter(([name]) => !allowed.includes(name))
    .map(([name, value]) => ({
      code: 'unknown-param',
      path: `params.${name}`,
      message: `${shown(name)} is not allowed; allowed are ${allowed.join(', ')}`,
      value,
      allowed,
    }));
}

function unknownState(text: string): ProviderStateFault {
  const names = PROVIDER_STATES.map(({ name }) => name);
  const near = nearest(text, names);
  const quoted = (some: readonly string[]) => some.map((name) => `"${name}"`).join(', ');
  const hint = near.length > 0 ? `; the nearest: ${quoted(near)}` : '';
  const message = `unknown provider state ${shown(text)}${hint}; there are ${quoted(names)}`;
  return { code: 'unknown-state', path: 'state', message, value: text, allowed: names };
}
