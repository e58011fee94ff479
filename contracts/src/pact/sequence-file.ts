import { isObject } from '../json.js';

/** Several requests to one mock, one after the other. Pact has no such concept. */
export interface Sequence {
  readonly name: string;
  /** The path of the push address. */
  readonly path: string;
  readonly steps: readonly SequenceStep[];
}

export type SequenceStep =
  /** Sets up or tears down a provider state. */
  | {
      readonly type: 'setup' | 'teardown';
      readonly state: string;
      readonly params: Readonly<Record<string, unknown>>;
    }
  /** Sends a push and checks the answer. */
  | { readonly type: 'send'; readonly body: unknown; readonly expect: ExpectedAnswer }
  | { readonly type: 'advance-clock'; readonly ms: number }
  /** Checks how often a customer received the push. */
  | { readonly type: 'delivered'; readonly userId: string; readonly times: number };

export type ExpectedAnswer =
  /** The connection ends without an answer. */
  | { readonly type: 'none' }
  | {
      readonly type: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: unknown;
    };

/** A file is not a sequence. */
export class SequenceError extends Error {
  override readonly name = 'SequenceError';
  readonly code = 'INVALID_SEQUENCE';
}

const STEP_KEYS = ['given', 'noLonger', 'send', 'passMs', 'delivered'] as const;

/** Keys that each kind of step may have in addition. */
const MORE_KEYS: Readonly<Record<(typeof STEP_KEYS)[number], readonly string[]>> = {
  given: ['params'],
  noLonger: ['params'],
  send: ['expect'],
  passMs: [],
  delivered: [],
};

/**
 * Reads a sequence from a parsed YAML or JSON file.
 *
 * @throws SequenceError naming the source, the place and the allowed values.
 */
export function readSequence(value: unknown, source: string): Sequence {
  const refuse = (where: string, reason: string) => new SequenceError(`${source}: ${where} ${reason}`);
  if (!isObject(value)) throw refuse('a sequence', 'must have a name and steps');
  allowOnly(value, ['name', 'path', 'steps'], (reason) => refuse('a sequence', reason));
  const { name, path = '/shop/push', steps } = value;
  if (typeof name !== 'string' || name === '') throw refuse('name', 'must be a text');
  if (typeof path !== 'string' || !path.startsWith('/')) throw refuse('path', 'must begin with /');
  if (!Array.isArray(steps) || steps.length === 0) throw refuse('steps', 'must be a list of at least one step');
  return {
    name,
    path,
    steps: steps.map((step: unknown, index) => readStep(step, (reason) => refuse(`steps[${index}]`, reason))),
  };
}

type Refuse = (reason: string) => SequenceError;

function readStep(step: unknown, refuse: Refuse): SequenceStep {
  const keys = isObject(step) ? Object.keys(step) : [];
  const key = STEP_KEYS.find((one) => keys.includes(one));
  if (!isObject(step) || !key) throw refuse(`must have one of ${STEP_KEYS.join(', ')}`);
  allowOnly(step, [key, ...MORE_KEYS[key]], refuse);
  switch (key) {
    case 'given':
    case 'noLonger': {
      const { [key]: state, params = {} } = step;
      if (typeof state !== 'string' || !isObject(params))
        throw refuse(`.${key} must be a provider state, params an object`);
      return { type: key === 'given' ? 'setup' : 'teardown', state, params };
    }
    case 'passMs': {
      const { passMs: ms } = step;
      if (typeof ms !== 'number' || !Number.isInteger(ms) || ms < 0)
        throw refuse('.passMs must be a whole number of milliseconds');
      return { type: 'advance-clock', ms };
    }
    case 'delivered': {
      const { userId, times } = isObject(step['delivered']) ? step['delivered'] : {};
      if (typeof userId !== 'string' || typeof times !== 'number')
        throw refuse('.delivered must have a userId (a text) and times (a number)');
      return { type: 'delivered', userId, times };
    }
    case 'send':
      return { type: 'send', body: step['send'], expect: readExpectedAnswer(step['expect'], refuse) };
  }
}

function readExpectedAnswer(value: unknown, refuse: Refuse): ExpectedAnswer {
  if (value === 'no answer') return { type: 'none' };
  if (!isObject(value)) throw refuse('.expect must be "no answer", or have a status');
  allowOnly(value, ['status', 'headers', 'body'], (reason) => refuse(`.expect ${reason}`));
  const { status, headers = {}, body } = value;
  if (typeof status !== 'number') throw refuse('.expect.status must be a number');
  if (!isObject(headers)) throw refuse('.expect.headers must be an object');
  const texts = Object.entries(headers).map(([key, text]) => [key.toLowerCase(), String(text)]);
  return { type: 'answer', status, headers: Object.fromEntries(texts), body };
}

function allowOnly(value: Readonly<Record<string, unknown>>, allowed: readonly string[], refuse: Refuse): void {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw refuse(`has an unknown key ${unknown}; allowed are ${allowed.join(', ')}`);
}
