import { MEDIA_TYPE, METHOD } from '../endpoint.js';
import { isObject } from '../json.js';
import { jsonOrText } from './pact-file.js';
import type { ProviderUnderTest } from './provider.js';
import { REQUEST_TIMEOUT_MS } from './request-timeout.js';
import type { Expectation, Sequence, SequenceStep } from './sequence.js';
import type { Difference } from './verifier.js';

/**
 * Plays a sequence to a mock that knows nothing of an earlier one; gives what differs, up to the first step that does.
 *
 * @param timeoutMs Longest wait for an answer, in milliseconds.
 */
export async function runSequence(
  { path, steps }: Sequence,
  provider: ProviderUnderTest,
  timeoutMs = REQUEST_TIMEOUT_MS,
): Promise<readonly Difference[]> {
  await provider.reset();
  for (const [index, step] of steps.entries()) {
    const differences = await runStep(step, path, provider, timeoutMs);
    if (differences.length > 0) return differences.map((one) => ({ ...one, path: `steps[${index}].${one.path}` }));
  }
  return [];
}

async function runStep(
  step: SequenceStep,
  path: string,
  provider: ProviderUnderTest,
  timeoutMs: number,
): Promise<readonly Difference[]> {
  switch (step.do) {
    case 'given':
      return changeState('setup', step, provider, timeoutMs);
    case 'no-longer':
      return changeState('teardown', step, provider, timeoutMs);
    case 'pass':
      await provider.pass(step.ms);
      return [];
    case 'delivered': {
      const times = await provider.deliveries(path, step.userId);
      return times === step.times ? [] : [differs('delivered', step.times, times)];
    }
    case 'send': {
      // A text is sent as it stands, so that it need not be JSON.
      const body = typeof step.body === 'string' ? step.body : JSON.stringify(step.body);
      return compare(step.expect, await post(`${provider.origin}${path}`, body, timeoutMs));
    }
  }
}

async function changeState(
  action: 'setup' | 'teardown',
  { state, params }: Extract<SequenceStep, { readonly state: string }>,
  { statesUrl }: ProviderUnderTest,
  timeoutMs: number,
): Promise<readonly Difference[]> {
  const answer = await post(statesUrl, JSON.stringify({ action, state, params }), timeoutMs);
  if ('none' in answer) return [differsInState(action, state, `the answer is ${answer.none}`)];
  return answer.status < 300 ? [] : [differsInState(action, state, answer.text)];
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** There was no answer, in words that can stand in place of its status. */
interface NoAnswer {
  readonly none: string;
}

async function post(url: string, body: string, timeoutMs: number): Promise<Answer | NoAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { method: METHOD, headers: { 'content-type': MEDIA_TYPE }, body, signal });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch {
    return { none: signal.aborted ? `none within ${timeoutMs} ms` : 'none' };
  }
}

function compare(expect: Expectation, seen: Answer | NoAnswer): readonly Difference[] {
  if (expect.answer === 'none') return 'none' in seen ? [] : [differs('answer', 'none', seen.status)];
  if ('none' in seen) return [differs('answer', expect.status, seen.none)];
  return [
    ...(seen.status === expect.status ? [] : [differs('status', expect.status, seen.status)]),
    ...Object.entries(expect.headers)
      .filter(([key, value]) => seen.headers.get(key) !== value)
      .map(([key, value]) => differs(`headers.${key}`, value, seen.headers.get(key))),
    ...(expect.body === undefined ? [] : bodyDifferences(expect.body, jsonOrText(seen.text), 'body')),
  ];
}

/** As Pact does it: what is expected must be there, more may be. */
function bodyDifferences(expected: unknown, actual: unknown, path: string): Difference[] {
  if (!isObject(expected))
    return JSON.stringify(expected) === JSON.stringify(actual) ? [] : [differs(path, expected, actual)];
  if (!isObject(actual)) return [differs(path, expected, actual)];
  return Object.entries(expected).flatMap(([key, value]) => bodyDifferences(value, actual[key], `${path}.${key}`));
}

function differsInState(action: 'setup' | 'teardown', state: string, why: string): Difference {
  return { path: action === 'setup' ? 'given' : 'noLonger', message: `${state}: ${why}` };
}

function differs(path: string, expected: unknown, actual: unknown): Difference {
  return { path, message: `expected ${JSON.stringify(expected)} but was ${JSON.stringify(actual)}`, expected, actual };
}
