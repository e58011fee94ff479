import { isObject } from '../json.js';

/** What one mock answers to several requests, one after the other: Pact has no word for it. */
export interface Sequence {
  readonly name: string;
  /** The path of the push address. */
  readonly path: string;
  readonly steps: readonly SequenceStep[];
}

export type SequenceStep =
  /** Sets a provider state up, or tears it down. */
  | { readonly do: 'given' | 'no-longer'; readonly state: string; readonly params: Readonly<Record<string, unknown>> }
  /** Sends a push and looks at the answer. */
  | { readonly do: 'send'; readonly body: unknown; readonly expect: Expectation }
  /** Lets the mock's time pass. */
  | { readonly do: 'pass'; readonly ms: number }
  /** Looks how often a customer's phone got the push. */
  | { readonly do: 'delivered'; readonly userId: string; readonly times: number };

/** What an answer must be; `answer: none` where the connection ends without one. */
export type Expectation =
  | { readonly answer: 'none' }
  | {
      readonly answer: 'some';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: unknown;
    };

/** A file is no sequence. */
export class SequenceError extends Error {
  override readonly name = 'SequenceError';
  readonly code = 'INVALID_SEQUENCE';
}

const STEP_KEYS = ['given', 'noLonger', 'send', 'passMs', 'delivered'] as const;

/** What may stand beside each of them. */
const BESIDE: Readonly<Record<(typeof STEP_KEYS)[number], readonly string[]>> = {
  given: ['params'],
  noLonger: ['params'],
  send: ['expect'],
  passMs: [],
  delivered: [],
};

/**
 * Checks a sequence as it was read from YAML or JSON.
 *
 * @throws SequenceError naming the source, the place and what is allowed.
 */
export function readSequence(value: unknown, source: string): Sequence {
  const refuse = (where: string, what: string) => new SequenceError(`${source}: ${where} ${what}`);
  if (!isObject(value)) throw refuse('a sequence', 'must have a name and steps');
  onlyKnown(value, ['name', 'path', 'steps'], (what) => refuse('a sequence', what));
  const { name, path = '/shop/push', steps } = value;
  if (typeof name !== 'string' || name === '') throw refuse('name', 'must be a text');
  if (typeof path !== 'string' || !path.startsWith('/')) throw refuse('path', 'must begin with /');
  if (!Array.isArray(steps) || steps.length === 0) throw refuse('steps', 'must be a list of at least one step');
  return {
    name,
    path,
    steps: steps.map((step: unknown, index) => stepOf(step, (what) => refuse(`steps[${index}]`, what))),
  };
}

type Refuse = (what: string) => SequenceError;

function stepOf(step: unknown, refuse: Refuse): SequenceStep {
  const keys = isObject(step) ? Object.keys(step) : [];
  const kind = STEP_KEYS.find((key) => keys.includes(key));
  if (!isObject(step) || !kind) throw refuse(`must have one of ${STEP_KEYS.join(', ')}`);
  onlyKnown(step, [kind, ...BESIDE[kind]], refuse);
  switch (kind) {
    case 'given':
    case 'noLonger': {
      const { [kind]: state, params = {} } = step;
      if (typeof state !== 'string' || !isObject(params))
        throw refuse(`.${kind} must be a provider state, params an object`);
      return { do: kind === 'given' ? 'given' : 'no-longer', state, params };
    }
    case 'passMs': {
      const { passMs: ms } = step;
      if (typeof ms !== 'number' || !Number.isInteger(ms) || ms < 0)
        throw refuse('.passMs must be a whole number of milliseconds');
      return { do: 'pass', ms };
    }
    case 'delivered':
      return deliveredOf(step['delivered'], refuse);
    case 'send':
      return { do: 'send', body: step['send'], expect: expectationOf(step['expect'], refuse) };
  }
}

function deliveredOf(value: unknown, refuse: Refuse): SequenceStep {
  const { userId, times } = isObject(value) ? value : {};
  if (typeof userId !== 'string' || typeof times !== 'number')
    throw refuse('.delivered must have a userId (a text) and times (a number)');
  return { do: 'delivered', userId, times };
}

function expectationOf(value: unknown, refuse: Refuse): Expectation {
  if (value === 'no answer') return { answer: 'none' };
  if (!isObject(value)) throw refuse('.expect must be "no answer", or have a status');
  onlyKnown(value, ['status', 'headers', 'body'], (what) => refuse(`.expect ${what}`));
  const { status, headers = {}, body } = value;
  if (typeof status !== 'number') throw refuse('.expect.status must be a number');
  if (!isObject(headers)) throw refuse('.expect.headers must be an object');
  const texts = Object.entries(headers).map(([key, text]) => [key.toLowerCase(), String(text)]);
  return { answer: 'some', status, headers: Object.fromEntries(texts), body };
}

function onlyKnown(value: Readonly<Record<string, unknown>>, known: readonly string[], refuse: Refuse): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) throw refuse(`has an unknown key ${unknown}; allowed are ${known.join(', ')}`);
}
