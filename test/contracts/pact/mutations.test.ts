import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InteractionResult, type PactSource, readPact, verifyPacts } from 'imshop-contracts/pact';
import { beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../workspace/root.js';
import { startProvider } from './provider-under-test.js';

const COMMITTED = readFileSync(join(ROOT, 'contracts/pacts/imshop-push-Imshop.json'), 'utf8');

interface Body {
  content: unknown;
  contentType: string;
  encoded: unknown;
}

/** An interaction of the committed pact, as a mutation changes it. */
interface Mutable {
  description: string;
  providerStates: { name: string; params?: Record<string, unknown> }[];
  request: { method: string; path: string; headers: Record<string, string[]>; body: Body; query?: unknown };
  response: { status: number; headers?: Record<string, string[]>; body: Body; matchingRules?: object };
}

interface Mutation {
  readonly name: string;
  /** The interaction that is changed. */
  readonly of: string;
  readonly change: (interaction: Mutable) => void;
  /** Where the difference must be shown. */
  readonly path: string;
}

const PUSH = 'a push';
const OFF = 'a push while the integration is off';
const NO_ARRAY = 'user ids that are no array';
const LIMITED = 'a push over the limit, with Retry-After';
const DOWN = 'a push that the vendor answers with 503';
const NO_TITLE = 'no title';
const THOUSAND = 'a push to as many customers as a request takes';

/** The JSON of a body, to be changed in place. */
function json({ body }: { body: Body }): Record<string, unknown> {
  return body.content as Record<string, unknown>;
}

type Change = Mutation['change'];
const answer =
  (fields: object): Change =>
  ({ response }) =>
    Object.assign(response, fields);
const answerBody =
  (fields: object): Change =>
  ({ response }) =>
    Object.assign(json(response), fields);
const request =
  (fields: object): Change =>
  ({ request }) =>
    Object.assign(request, fields);
const requestBody =
  (fields: object): Change =>
  ({ request }) =>
    Object.assign(json(request), fields);
const state =
  (fields: object): Change =>
  ({ providerStates }) =>
    Object.assign(providerStates[0] ?? {}, fields);

const MUTATIONS: readonly Mutation[] = [
  { name: 'another status', of: PUSH, path: 'response.body', change: answer({ status: 201 }) },
  {
    name: 'accepted, where it is refused',
    of: NO_ARRAY,
    path: 'status',
    change: answer({ status: 200, body: undefined }),
  },
  { name: 'refused, where it is accepted', of: PUSH, path: 'status', change: answer({ status: 400, body: undefined }) },
  { name: '422 for 400', of: NO_TITLE, path: 'status', change: answer({ status: 422 }) },
  { name: '503 for 429', of: LIMITED, path: 'status', change: answer({ status: 503 }) },
  { name: '429 for 503', of: DOWN, path: 'status', change: answer({ status: 429 }) },
  { name: 'success is a text', of: PUSH, path: '$.success', change: answerBody({ success: 'true' }) },
  { name: 'success is false', of: PUSH, path: '$.success', change: answerBody({ success: false }) },
  {
    name: 'success is true while the integration is off',
    of: OFF,
    path: '$.success',
    change: answerBody({ success: true }),
  },
  { name: 'another text of the page', of: OFF, path: '$.error', change: answerBody({ error: 'Integration is off' }) },
  {
    name: 'a text that lacks its quotes',
    of: NO_ARRAY,
    path: '$.message',
    change: answerBody({ message: 'userIds must be an array' }),
  },
  { name: 'a key of the answer that is not there', of: PUSH, path: '$', change: answerBody({ id: 1 }) },
  { name: 'statusCode in a 400', of: NO_ARRAY, path: '$', change: answerBody({ statusCode: 400 }) },
  { name: 'a number where a text is', of: NO_TITLE, path: '$.message', change: answerBody({ message: 7 }) },
  {
    name: 'an array for the answer',
    of: PUSH,
    path: '$',
    change: ({ response }) => Object.assign(response.body, { content: [] }),
  },
  {
    name: 'a header of the answer that is not there',
    of: PUSH,
    path: 'headers.X-Push-Id',
    change: answer({ headers: { 'X-Push-Id': ['1'] } }),
  },
  {
    name: 'Retry-After on a push that is accepted',
    of: PUSH,
    path: 'headers.Retry-After',
    change: answer({ headers: { 'Retry-After': ['60'] } }),
  },
  {
    name: 'a Retry-After of letters',
    of: LIMITED,
    path: 'headers.Retry-After',
    change: answer({ headers: { 'Retry-After': ['soon'] }, matchingRules: {} }),
  },
  {
    name: 'another media type',
    of: PUSH,
    path: 'headers.Content-Type',
    change: answer({ headers: { 'Content-Type': ['text/html'] }, body: undefined }),
  },
  {
    name: 'a key of the request that the vendor does not know',
    of: PUSH,
    path: 'status',
    change: requestBody({ sound: 'ping' }),
  },
  {
    name: 'a key of the request too few',
    of: PUSH,
    path: 'status',
    change: ({ request }) => delete json(request)['message'],
  },
  {
    name: 'a key of the request misspelt',
    of: PUSH,
    path: 'status',
    change: requestBody({ userIds: undefined, userids: ['1'] }),
  },
  { name: 'ids as numbers', of: PUSH, path: 'status', change: requestBody({ userIds: [79991234567] }) },
  {
    name: 'one id too many',
    of: THOUSAND,
    path: 'request.body.userIds',
    change: ({ request }) => (json(request)['userIds'] as string[]).push('1'),
  },
  { name: 'no body', of: PUSH, path: 'request.body', change: request({ body: undefined }) },
  {
    name: 'a form for a body',
    of: PUSH,
    path: 'request.body',
    change: ({ request }) =>
      Object.assign(request.body, { contentType: 'application/x-www-form-urlencoded', content: 'userIds=1' }),
  },
  { name: 'another path', of: PUSH, path: 'status', change: request({ path: '/shop/pushes' }) },
  { name: 'another method', of: PUSH, path: 'request.method', change: request({ method: 'GET' }) },
  { name: 'PUT', of: PUSH, path: 'request.method', change: request({ method: 'PUT' }) },
  {
    name: 'another media type of the request',
    of: PUSH,
    path: 'status',
    change: request({ headers: { 'Content-Type': ['text/plain'] } }),
  },
  {
    name: 'no state where one is needed',
    of: OFF,
    path: '$',
    change: (interaction) => Object.assign(interaction, { providerStates: [] }),
  },
  {
    name: 'a state that is not in the list',
    of: OFF,
    path: 'providerStates[0]',
    change: state({ name: 'the integration is broken' }),
  },
  {
    name: 'a state of another interaction',
    of: PUSH,
    path: '$.success',
    change: state({ name: 'the integration is unavailable' }),
  },
  {
    name: 'a parameter that the state does not take',
    of: DOWN,
    path: 'providerStates[0]',
    change: state({ params: { status: 200 } }),
  },
  {
    name: 'a parameter that the state does not know',
    of: DOWN,
    path: 'providerStates[0]',
    change: state({ params: { status: 503, code: 1 } }),
  },
  {
    name: 'error without success in a 200',
    of: OFF,
    path: 'response.body',
    change: ({ response }) => delete json(response)['success'],
  },
  { name: 'success in a 400', of: NO_ARRAY, path: 'response.body', change: answerBody({ success: false }) },
];

/** The committed pact with one interaction alone, changed. */
function mutated({ name, of, change }: Mutation): PactSource {
  const file = JSON.parse(COMMITTED) as { interactions: Mutable[] };
  const interaction = file.interactions.find(({ description }) => description === of);
  if (!interaction) throw new Error(`there is no interaction ${of}`);
  change(interaction);
  const changed = JSON.parse(JSON.stringify({ ...file, interactions: [interaction] }));
  return { source: name, pact: readPact(JSON.stringify(changed), name), file: changed };
}

const results = new Map<string, InteractionResult>();
beforeAll(async () => {
  await verifyPacts(MUTATIONS.map(mutated), {
    startProvider,
    onResult: (result) => results.set(result.source, result),
  });
}, 60_000);

test('there are enough of them, each with a name of its own', () => {
  expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(30);
});

test.each(MUTATIONS)('$name is found in "$of", at $path', ({ name, of, path }) => {
  const result = results.get(name);
  expect(result?.description).toBe(of);
  expect(['differs', 'refused']).toContain(result?.verdict);
  expect(result?.differences.map((difference) => difference.path)).toContain(path);
  expect(result?.differences.every(({ message }) => message.length > 10)).toBe(true);
});
