import { isObject, parseJson } from '../json.js';
import { MEDIA_TYPE, METHOD } from '../wire.js';
import type { ExpectedAnswer, Sequence, SequenceStep } from './sequence-file.js';
import type { Difference } from './verifier.js';
import { type ProviderUnderTest, REQUEST_TIMEOUT_MS } from './verify-pacts.js';

/**
 * Runs a sequence against a mock that was reset; returns the differences of the first step that has any.
 *
 * @param timeoutMs Time that the mock has to answer.
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
  switch (step.type) {
    case 'setup':
    case 'teardown':
      return changeState(step, provider, timeoutMs);
    case 'advance-clock':
      await provider.advanceClock(step.ms);
      return [];
    case 'delivered': {
      const times = await provider.deliveryCount(path, step.userId);
      return times === step.times ? [] : [difference('delivered', step.times, times)];
    }
    case 'send': {
      // A text is sent unchanged, so that a body can be invalid JSON.
      const body = typeof step.body === 'string' ? step.body : JSON.stringify(step.body);
      return compare(step.expect, await post(`${provider.origin}${path}`, body, timeoutMs));
    }
  }
}

async function changeState(
  { type: action, state, params }: Extract<SequenceStep, { readonly state: string }>,
  { statesUrl }: ProviderUnderTest,
  timeoutMs: number,
): Promise<readonly Difference[]> {
  const answer = await post(statesUrl, JSON.stringify({ action, state, params }), timeoutMs);
  if (answer.type === 'answer' && answer.status < 300) return [];
  const reason = answer.type === 'none' ? `the answer is ${answer.reason}` : answer.text;
  return [{ path: action === 'setup' ? 'given' : 'noLonger', message: `${state}: ${reason}` }];
}

type Answer =
  | { readonly type: 'answer'; readonly status: number; readonly headers: Headers; readonly text: string }
  /** `reason` takes the place of the status in a message. */
  | { readonly type: 'none'; readonly reason: string };

async function post(url: string, body: string, timeoutMs: number): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { method: METHOD, headers: { 'content-type': MEDIA_TYPE }, body, signal });
    return { type: 'answer', status: response.status, headers: response.headers, text: await response.text() };
  } catch {
    return { type: 'none', reason: signal.aborted ? `none within ${timeoutMs} ms` : 'none' };
  }
}

function compare(expected: ExpectedAnswer, actual: Answer): readonly Difference[] {
  if (expected.type === 'none') return actual.type === 'none' ? [] : [difference('answer', 'none', actual.status)];
  if (actual.type === 'none') return [difference('answer', expected.status, actual.reason)];
  return [
    ...(actual.status === expected.status ? [] : [difference('status', expected.status, actual.status)]),
    ...Object.entries(expected.headers)
      .filter(([key, value]) => actual.headers.get(key) !== value)
      .map(([key, value]) => difference(`headers.${key}`, value, actual.headers.get(key))),
    ...(expected.body === undefined ? [] : compareBodies(expected.body, bodyOf(actual.text), 'body')),
  ];
}

/** Returns the JSON value of a text, or the text itself when it is not JSON. */
function bodyOf(text: string): unknown {
  const value = parseJson(text);
  return value === undefined ? text : value;
}

/** Compares as Pact does: expected keys must be present, others may be. */
function compareBodies(expected: unknown, actual: unknown, path: string): Difference[] {
  if (!isObject(expected))
    return JSON.stringify(expected) === JSON.stringify(actual) ? [] : [difference(path, expected, actual)];
  if (!isObject(actual)) return [difference(path, expected, actual)];
  return Object.entries(expected).flatMap(([key, value]) => compareBodies(value, actual[key], `${path}.${key}`));
}

function difference(path: string, expected: unknown, actual: unknown): Difference {
  return { path, message: `expected ${JSON.stringify(expected)} but was ${JSON.stringify(actual)}`, expected, actual };
}
