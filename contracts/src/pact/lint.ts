import { isObject } from '../json.js';
import { MAX_USER_IDS } from '../limits.js';
import { METHOD } from '../wire.js';
import type { GivenState, Interaction, Pact, PactBody } from './pact-file.js';

/** A reason why a pact passes or fails by accident, or contradicts the vendor. */
export interface LintFinding {
  /** Position in the pact, from 0; -1 for the pact as a whole. */
  readonly interaction: number;
  readonly description: string;
  readonly rule: LintRule;
  /** An error would make the result wrong; a warning would not. */
  readonly severity: 'error' | 'warning';
  /** The place in the interaction, e.g. `request.body`. */
  readonly path: string;
  readonly message: string;
}

export type LintRule =
  | 'twin-interactions'
  | 'unknown-state'
  | 'not-json'
  | 'over-proxy-limit'
  | 'ids-out-of-range'
  | 'not-post'
  | 'impossible-answer'
  | 'no-interactions';

/** Checks one provider state; throws to refuse it. */
export type StateCheck = (name: string, params: GivenState['params']) => unknown;

/** Checks a pact before it is verified. */
export function lintPact({ interactions }: Pact, checkState: StateCheck): readonly LintFinding[] {
  if (interactions.length === 0) {
    const message = 'the pact has no interactions, so it would pass with any provider';
    return [{ interaction: -1, description: '', ...error('no-interactions', 'interactions', message) }];
  }
  return interactions.flatMap((interaction, index) => {
    const context = { checkState, earlier: interactions.slice(0, index) };
    const found = RULES.flatMap((rule) => rule(interaction, context));
    return found.map((finding) => ({ interaction: index, description: interaction.description, ...finding }));
  });
}

/** Pact's own Node verifier has a proxy that answers 413 to larger bodies. Measured with pact 16.5. */
const PROXY_LIMIT_BYTES = 102_400;

type Found = Omit<LintFinding, 'interaction' | 'description'>;

interface Context {
  readonly checkState: StateCheck;
  readonly earlier: readonly Interaction[];
}

type Rule = (interaction: Interaction, context: Context) => readonly Found[];

/** Finds one request with two answers. Only the state tells them apart, and only between two tests. */
const twinInteractions: Rule = (interaction, { earlier }) => {
  const twin = earlier.find(
    (other) =>
      requestKey(other.request) === requestKey(interaction.request) && answerKey(other) !== answerKey(interaction),
  );
  if (!twin) return [];
  const message = `equals the request of "${twin.description}", which has another answer`;
  if (JSON.stringify(twin.states) === JSON.stringify(interaction.states)) {
    return [error('twin-interactions', 'request', `${message} in the same state: no provider can give both`)];
  }
  if (testName(twin) === undefined || testName(twin) !== testName(interaction)) return [];
  const advice = "Pact's mock server gives the first answer twice; write a sequence";
  return [error('twin-interactions', 'request', `${message}, in the same test: ${advice}`)];
};

/** Returns the name of the test that recorded the interaction. V4 pacts may have it. */
function testName({ raw }: Interaction): unknown {
  return isObject(raw['comments']) ? raw['comments']['testname'] : undefined;
}

function requestKey({ method, path, query, body }: Interaction['request']): string {
  return JSON.stringify([method, path, query ?? null, bodyKey(body)]);
}

function answerKey({ response }: Interaction): string {
  return JSON.stringify([response.status, bodyKey(response.body)]);
}

function bodyKey(body: PactBody): unknown {
  return body.type === 'bytes' ? Buffer.from(body.bytes).toString('base64') : body;
}

/** Pact's verifiers only warn of a state that the provider does not know. */
const unknownState: Rule = ({ states }, { checkState }) =>
  states.flatMap(({ name, params }, index) => {
    try {
      checkState(name, params);
      return [];
    } catch (refusal) {
      const message = refusal instanceof Error ? refusal.message : String(refusal);
      return [error('unknown-state', `providerStates[${index}]`, message)];
    }
  });

const notPost: Rule = ({ request: { method }, response: { status } }) =>
  method === METHOD || status === 405 || status === 404
    ? []
    : [error('not-post', 'request.method', `is ${method}; the vendor takes ${METHOD} only`)];

const notJson: Rule = ({ request: { method, body }, response: { status } }) => {
  if (method !== METHOD || body.type === 'json' || status >= 400) return [];
  const actual = body.type === 'none' ? 'is missing' : 'is not JSON';
  return [error('not-json', 'request.body', `${actual}, but status ${status} is expected: the vendor takes JSON only`)];
};

const overProxyLimit: Rule = ({ request }) => {
  const bytes = sizeOf(request.body);
  if (bytes <= PROXY_LIMIT_BYTES) return [];
  const message = `has ${bytes} bytes; Pact's own Node verifier answers 413 to more than ${PROXY_LIMIT_BYTES} (this command does not)`;
  return [{ rule: 'over-proxy-limit', severity: 'warning', path: 'request.body', message }];
};

function sizeOf(body: PactBody): number {
  if (body.type === 'none') return 0;
  return body.type === 'bytes' ? body.bytes.length : Buffer.byteLength(JSON.stringify(body.value));
}

/** Finds an example that the vendor would refuse, although the pact expects it to be accepted. */
const idsOutOfRange: Rule = ({ request: { body }, response: { status } }) => {
  const ids = body.type === 'json' && isObject(body.value) ? body.value['userIds'] : undefined;
  if (!Array.isArray(ids) || status !== 200) return [];
  if (ids.length >= 1 && ids.length <= MAX_USER_IDS) return [];
  const severity = ids.length === 0 ? 'warning' : 'error';
  const message = `has ${ids.length} ids; allowed are 1 to ${MAX_USER_IDS}`;
  return [{ rule: 'ids-out-of-range', severity, path: 'request.body.userIds', message }];
};

/** The vendor's page shows `success` with status 200, and `error` without `success` with any other. */
const impossibleAnswer: Rule = ({ response: { status, body } }) => {
  if (body.type !== 'json' || !isObject(body.value)) return [];
  const { success, error: text } = body.value;
  if (status === 200 && text !== undefined && success === undefined) {
    return [
      error('impossible-answer', 'response.body', 'has error but no success; with status 200 the vendor sends success'),
    ];
  }
  if (status !== 200 && success !== undefined) {
    return [
      error(
        'impossible-answer',
        'response.body',
        `has success with status ${status}; the vendor sends it with 200 only`,
      ),
    ];
  }
  return [];
};

function error(rule: LintRule, path: string, message: string): Found {
  return { rule, severity: 'error', path, message };
}

const RULES: readonly Rule[] = [
  twinInteractions,
  unknownState,
  notPost,
  notJson,
  overProxyLimit,
  idsOutOfRange,
  impossibleAnswer,
];
