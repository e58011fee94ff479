import { MEDIA_TYPE, METHOD } from '../endpoint.js';
import { isObject, jsonOrText } from './pact-file.js';
import type { ProviderUnderTest } from './provider.js';
import type { Expectation, Sequence, SequenceStep } from './sequence.js';
import type { Difference } from './verifier.js';

/** Plays a sequence to a mock that knows nothing of an earlier one; gives what differs, up to the first step that does. */
export async function runSequence(
  { path, steps }: Sequence,
  provider: ProviderUnderTest,
): Promise<readonly Difference[]> {
  await provider.reset();
  for (const [index, step] of steps.entries()) {
    const differences = await runStep(step, path, provider);
    if (differences.length > 0) return differences.map((one) => ({ ...one, path: `steps[${index}].${one.path}` }));
  }
  return [];
}

async function runStep(step: SequenceStep, path: string, provider: ProviderUnderTest): Promise<readonly Difference[]> {
  switch (step.do) {
    case 'given':
      return changeState('setup', step, provider);
    case 'no-longer':
      return changeState('teardown', step, provider);
    case 'pass':
      await provider.pass(step.ms);
      return [];
    case 'delivered': {
      const times = await provider.deliveries(path, step.userId);
      return times === step.times ? [] : [differs('delivered', step.times, times)];
    }
    case 'send':
      return compare(step.expect, await send(`${provider.origin}${path}`, step.body));
  }
}

async function changeState(
  action: 'setup' | 'teardown',
  { state, params }: Extract<SequenceStep, { readonly state: string }>,
  { statesUrl }: ProviderUnderTest,
): Promise<readonly Difference[]> {
  const headers = { 'content-type': MEDIA_TYPE };
  const response = await fetch(statesUrl, { method: METHOD, headers, body: JSON.stringify({ action, state, params }) });
  if (response.ok) return [];
  return [{ path: action === 'setup' ? 'given' : 'noLonger', message: `${state}: ${await response.text()}` }];
}

interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The answer, or `undefined` where the connection ended without one. A text is sent as it stands, so that it need not be JSON. */
async function send(url: string, body: unknown): Promise<Seen | undefined> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  try {
    const response = await fetch(url, { method: METHOD, headers: { 'content-type': MEDIA_TYPE }, body: text });
    const answer = await response.text();
    return { status: response.status, headers: response.headers, body: jsonOrText(answer) };
  } catch {
    return undefined;
  }
}

function compare(expect: Expectation, seen: Seen | undefined): readonly Difference[] {
  if (expect.answer === 'none') return seen ? [differs('answer', 'none', seen.status)] : [];
  if (!seen) return [differs('answer', expect.status, 'none')];
  return [
    ...(seen.status === expect.status ? [] : [differs('status', expect.status, seen.status)]),
    ...Object.entries(expect.headers)
      .filter(([key, value]) => seen.headers.get(key) !== value)
      .map(([key, value]) => differs(`headers.${key}`, value, seen.headers.get(key))),
    ...(expect.body === undefined ? [] : bodyDifferences(expect.body, seen.body, 'body')),
  ];
}

/** As Pact does it: what is expected must be there, more may be. */
function bodyDifferences(expected: unknown, actual: unknown, path: string): Difference[] {
  if (!isObject(expected))
    return JSON.stringify(expected) === JSON.stringify(actual) ? [] : [differs(path, expected, actual)];
  if (!isObject(actual)) return [differs(path, expected, actual)];
  return Object.entries(expected).flatMap(([key, value]) => bodyDifferences(value, actual[key], `${path}.${key}`));
}

function differs(path: string, expected: unknown, actual: unknown): Difference {
  return { path, message: `expected ${JSON.stringify(expected)} but was ${JSON.stringify(actual)}`, expected, actual };
}
