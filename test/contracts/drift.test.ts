import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isWellFormed, MAX_USER_IDS, type PushRequest } from 'imshop-contracts';
import { INTERACTIONS, readPact } from 'imshop-contracts/pact';
import { validatePush } from 'imshop-contracts/schema';
import { type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract, type Schema } from '../mock-server/openapi/contract.js';
import { near, SLOW_MS } from '../mock-server/openapi/generated.js';
import { post } from '../mock-server/post.js';
import { ROOT } from '../workspace/root.js';
import { SEED } from '../workspace/seed.js';
import { GOLDEN_FILE, type GoldenCorpus } from './golden-corpus.js';

const GOLDEN: GoldenCorpus = JSON.parse(readFileSync(GOLDEN_FILE, 'utf8'));
const PACT = readPact(
  readFileSync(join(ROOT, 'contracts/pacts/imshop-push-Imshop.json'), 'utf8'),
  'the committed pact',
);

let mock: Mock;
let contract: Contract;
let schema: Schema;
beforeAll(async () => {
  mock = await startMock({ rateLimit: null, noMagicIds: true });
  contract = await Contract.at(`${mock.origin}/_mock/vendor-openapi.json`);
  schema = contract.requestSchema('post /push');
});
afterAll(() => mock.close());

/** Returns the answer of the running mock. */
async function answerOf(body: string): Promise<{ status: number; answer: string }> {
  const { status, body: answer } = await post(mock.url(), body);
  return { status, answer };
}

/** Returns the answer that follows from the Joi schema. */
function schemaAnswer(body: unknown): { status: number; answer: string } {
  const result = validatePush(body, { maxUserIds: MAX_USER_IDS, listAllErrors: true });
  if (result.ok) return { status: 200, answer: '{"success":true}' };
  return { status: 400, answer: JSON.stringify({ error: 'Bad Request', message: result.message }) };
}

describe('several forms of the contract agree', () => {
  test(
    'bodies from the OpenAPI document: the document, the Joi schema, the hand check, the types and the mock',
    async () => {
      const reached = { 200: 0, 400: 0 };
      const agreement = fc.asyncProperty(near(contract, schema), async (body) => {
        const answered = await answerOf(JSON.stringify(body));
        expect(answered).toEqual(schemaAnswer(body));
        const valid = contract.faults(schema, body) === '';
        expect(answered.status).toBe(valid ? 200 : 400);
        expect(isWellFormed(body, MAX_USER_IDS)).toBe(valid);
        reached[valid ? 200 : 400] += 1;
      });
      await fc.assert(agreement, { seed: SEED, numRuns: 300 });
      expect(Math.min(...Object.values(reached))).toBeGreaterThan(20);
    },
    SLOW_MS,
  );

  test(
    'the golden corpus and the mock',
    async () => {
      for (const { name, body, all } of GOLDEN.rows) expect(await answerOf(body), name).toEqual(all);
    },
    SLOW_MS,
  );

  test('the committed pact: its data, the document, the Joi schema and the mock', async () => {
    for (const { description, body, status, given } of INTERACTIONS) {
      const committed = PACT.interactions.find((interaction) => interaction.description === description);
      expect(committed?.request.body, description).toEqual({ type: 'json', value: body });
      expect(committed?.response.status, description).toBe(status);
      const refused = status === 400;
      expect(contract.faults(schema, body) === '', description).toBe(!refused);
      expect(schemaAnswer(body).status, description).toBe(refused ? 400 : 200);
      if (given.name === 'the integration is live')
        expect((await answerOf(JSON.stringify(body))).status, description).toBe(status);
    }
  });

  test('the types and the schema', () => {
    const all: PushRequest = { userIds: ['1'], message: { title: 'a', summary: 'b' }, deeplink: 'slug://browse' };
    const least: PushRequest = { userIds: [], message: { title: 'a', summary: 'b' } };
    for (const push of [all, least]) expect(contract.faults(schema, push)).toBe('');
    // @ts-expect-error A push needs a title.
    const lacking: PushRequest = { userIds: ['1'], message: { summary: 'b' } };
    // @ts-expect-error A push has no unknown keys.
    const more: PushRequest = { ...least, sound: 'ping' };
    for (const push of [lacking, more]) expect(contract.faults(schema, push)).not.toBe('');
  });
});
