import { METHOD } from '../endpoint.js';
import { isObject } from '../json.js';
import { MAX_USER_IDS } from '../limits.js';
import type { LintFinding, LintRule, StateCheck } from './lint-finding.js';
import type { Interaction, PactBody } from './pact-file.js';

/** Beyond this the proxy of Pact's own Node verifier answers 413 in the provider's place. Measured on pact 16.5. */
const VERIFIER_PROXY_LIMIT_BYTES = 102_400;

type Found = Omit<LintFinding, 'interaction' | 'description'>;

interface Surroundings {
  readonly checkState: StateCheck;
  readonly earlier: readonly Interaction[];
}

/** Looks at one interaction. */
export type Rule = (interaction: Interaction, surroundings: Surroundings) => readonly Found[];

/** One request with two answers. What tells them apart is the state alone, and that only from one test to the next. */
function twins(interaction: Interaction, { earlier }: Surroundings): Found[] {
  const twin = earlier.find(
    (other) =>
      requestKey(other.request) === requestKey(interaction.request) && answerKey(other) !== answerKey(interaction),
  );
  if (!twin) return [];
  const said = `is the same as that of "${twin.description}", which gets another answer`;
  if (JSON.stringify(twin.states) === JSON.stringify(interaction.states)) {
    return [finding('twin-interactions', 'error', 'request', `${said} in the same state: no provider can give both`)];
  }
  if (testOf(twin) === undefined || testOf(twin) !== testOf(interaction)) return [];
  const advice = 'a mock server that plays both in one test answers the first twice; make it a sequence';
  return [finding('twin-interactions', 'error', 'request', `${said}, in the same test: ${advice}`)];
}

/** V4 may note the test in which an interaction was played. */
function testOf({ raw }: Interaction): unknown {
  return isObject(raw['comments']) ? raw['comments']['testname'] : undefined;
}

function requestKey({ method, path, query, body }: Interaction['request']): string {
  return JSON.stringify([method, path, query ?? null, bodyKey(body)]);
}

function answerKey({ response }: Interaction): string {
  return JSON.stringify([response.status, bodyKey(response.body)]);
}

function bodyKey(body: PactBody): unknown {
  return body.kind === 'bytes' ? Buffer.from(body.bytes).toString('base64') : body;
}

/** Pact's verifiers warn of a state that nobody handles, and go on. */
function states({ states: given }: Interaction, { checkState }: Surroundings): Found[] {
  return given.flatMap(({ name, params }, index) => {
    try {
      checkState(name, params);
      return [];
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return [finding('unknown-state', 'error', `providerStates[${index}]`, message)];
    }
  });
}

function notPost({ request, response }: Interaction): Found[] {
  if (request.method === METHOD || response.status === 405 || response.status === 404) return [];
  return [
    finding('not-post', 'error', 'request.method', `is ${request.method}: the vendor's page knows ${METHOD} alone`),
  ];
}

function notJson({ request, response }: Interaction): Found[] {
  const { body } = request;
  if (request.method !== METHOD || body.kind === 'json' || response.status >= 400) return [];
  const what = body.kind === 'none' ? 'is missing' : 'is not JSON';
  return [
    finding(
      'not-json',
      'error',
      'request.body',
      `${what}, but ${response.status} is expected: the vendor takes JSON alone`,
    ),
  ];
}

function overProxyLimit({ request }: Interaction): Found[] {
  const bytes = sizeOf(request.body);
  if (bytes <= VERIFIER_PROXY_LIMIT_BYTES) return [];
  const message = `has ${bytes} bytes: Pact's own Node verifier refuses more than ${VERIFIER_PROXY_LIMIT_BYTES} in the provider's place; this command does not`;
  return [finding('over-proxy-limit', 'warning', 'request.body', message)];
}

function sizeOf(body: PactBody): number {
  if (body.kind === 'none') return 0;
  return body.kind === 'bytes' ? body.bytes.length : Buffer.byteLength(JSON.stringify(body.value));
}

/** An example that the vendor would refuse, where it is to be accepted. */
function ids({ request, response }: Interaction): Found[] {
  const value =
    request.body.kind === 'json' && isObject(request.body.value) ? request.body.value['userIds'] : undefined;
  if (!Array.isArray(value) || response.status !== 200) return [];
  if (value.length >= 1 && value.length <= MAX_USER_IDS) return [];
  const severity = value.length === 0 ? 'warning' : 'error';
  return [
    finding(
      'ids-out-of-range',
      severity,
      'request.body.userIds',
      `holds ${value.length} ids; allowed are 1 to ${MAX_USER_IDS}`,
    ),
  ];
}

/** The page shows a 200 with success, and any other status with an error. */
function impossibleAnswer({ response: { status, body } }: Interaction): Found[] {
  if (body.kind !== 'json' || !isObject(body.value)) return [];
  const { success, error } = body.value;
  if (status === 200 && error !== undefined && success === undefined) {
    return [
      finding(
        'impossible-answer',
        'error',
        'response.body',
        'has error but no success: with status 200 the page shows success always',
      ),
    ];
  }
  if (status !== 200 && success !== undefined) {
    return [
      finding(
        'impossible-answer',
        'error',
        'response.body',
        `has success with status ${status}: the page shows it with 200 alone`,
      ),
    ];
  }
  return [];
}

function finding(rule: LintRule, severity: Found['severity'], path: string, message: string): Found {
  return { rule, severity, path, message };
}

export const RULES: readonly Rule[] = [twins, states, notPost, notJson, overProxyLimit, ids, impossibleAnswer];
