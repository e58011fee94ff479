import fc from 'fast-check';
import type { Contract } from '../mock-server/openapi/contract.js';
import { near } from '../mock-server/openapi/generated.js';
import { PUSH } from '../mock-server/post.js';
import { changedText, jsonText } from './json-values.js';
import { Random } from './random.js';

/** A call of the control API, right or wrong. */
export interface ControlCall {
  readonly key: string;
  readonly method: string;
  /** Below `/_mock`. */
  readonly target: string;
  readonly body: string | undefined;
}

/** The key of a push, which no document of the control API has. */
export const PUSH_KEY = 'push';

/** Longest wait that a call may ask for. */
const MAX_WAIT_MS = 5;

/** Any operation of the document, with a path, query and body near what it takes, or far from it. */
export function controlCalls(contract: Contract): fc.Arbitrary<ControlCall> {
  const calls = contract.operations.map(({ key, method, path, operation: { parameters = [], requestBody } }) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const queries = parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : []));
    return fc
      .record({
        values: fc.tuple(...names.map((name) => (name === 'slug' ? slug : segment))),
        query: queryOf(queries),
        body: requestBody ? bodyOf(contract, key) : fc.constantFrom(undefined),
      })
      .map(({ values, query, body }): ControlCall => {
        const filled = values.reduce(
          (template, value) => template.replace(/\{\w+\}/, () => encodeURIComponent(value)),
          path,
        );
        return { key, method: method.toUpperCase(), target: filled + query, body };
      });
  });
  return fc.oneof(
    { weight: calls.length, arbitrary: fc.oneof(...calls) },
    { weight: Math.ceil(calls.length / 3), arbitrary: pushes },
  );
}

/** Few, so that calls meet; seldom one that is none. */
const slug = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('shop', 'a', 'constructor') },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', '-', 'A', 'x'.repeat(65), '\0', 'я', ' ') },
);
/** What fills journals, and may be refused, or faulted. */
const pushes = fc
  .record({ slug: fc.constantFrom('shop', 'a', 'constructor'), seed: fc.integer() })
  .map(({ slug: to, seed }): ControlCall => {
    const random = new Random(seed);
    const body = random.chance(0.5) ? PUSH : changedText(random, PUSH);
    return { key: PUSH_KEY, method: 'POST', target: `/${to}/push`, body };
  });

const segment = fc.oneof(
  fc.constantFrom('shop-1', 'a-2', 'fault-1', 'fault-2', '79999999999', '__proto__', '..'),
  fc.string({ minLength: 1, unit: 'grapheme' }),
);

function queryOf(names: readonly string[]): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names, '__proto__', 'constructor', 'unheard-of');
  const value = fc.oneof(fc.constantFrom('1', '200', 'accepted', 'shop-1', 'true', ''), fc.string());
  const pairs = fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 3 });
  const query = pairs.map((given) => `?${new URLSearchParams(given)}`);
  return fc.oneof({ weight: names.length > 0 ? 1 : 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: query });
}

function bodyOf(contract: Contract, key: string): fc.Arbitrary<string | undefined> {
  const shaped = near(contract, contract.requestSchema(key)).map((value) => JSON.stringify(value));
  const drawn = fc.integer().map((seed) => new Random(seed));
  return fc
    .oneof(
      { weight: 6, arbitrary: shaped },
      { weight: 3, arbitrary: fc.tuple(shaped, drawn).map(([text, random]) => changedText(random, text)) },
      { weight: 1, arbitrary: fc.json() },
      { weight: 1, arbitrary: drawn.map((random) => jsonText(random)) },
      { weight: 1, arbitrary: fc.string() },
    )
    .map((text) => text.replace(/("waitMs":)\s*\d+/g, `$1${MAX_WAIT_MS}`));
}

/** What is wrong with an answer; empty where nothing is. */
export function faultOfAnswer(contract: Contract, key: string, { status, headers }: Response, text: string): string {
  const { responses } = contract.operation(key);
  if (status < 300) {
    const schema = contract.answerSchema(key, status);
    if (schema === undefined) return text === '' ? '' : `a body of ${text.length} where none is documented`;
    return headers.get('content-type')?.startsWith('application/json') ? contract.faults(schema, JSON.parse(text)) : '';
  }
  if (status >= 500) return `an unasked ${status}: ${text}`;
  if (!headers.get('content-type')?.startsWith('application/problem+json'))
    return `no problem details: ${status} ${text}`;
  const problem: unknown = JSON.parse(text);
  const described = responses[status] ?? responses['default'] ?? {};
  const told = typeof problem === 'object' && problem !== null && 'status' in problem ? problem.status : undefined;
  if (told !== status) return `a ${status} that calls itself ${told}`;
  return contract.problemFaults(contract.follow(described), problem);
}
