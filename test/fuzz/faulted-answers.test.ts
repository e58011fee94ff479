import fc from 'fast-check';
import { type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Contract } from '../mock-server/openapi/contract.js';
import { near } from '../mock-server/openapi/generated.js';
import { PUSH } from '../mock-server/post.js';
import { rawRequest } from '../wire/raw-request.js';
import { RawSocket } from '../wire/raw-socket.js';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';
import { malformationOf } from './answers.js';

const RUNS = howOften(2_000, 150);
const TIMEOUT_MS = 120_000;

/** Faults whose answer is as HTTP has it, and comes at once. */
const WELL_FORMED = [
  'unavailable',
  'status',
  'rate-limited',
  'wrong-content-type',
  'redirect',
  'extra-keys',
  'gzip-body',
];

let mock: Mock;
let contract: Contract;
beforeAll(async () => {
  mock = await startMock();
  contract = await Contract.at(`${mock.origin}/_mock/openapi.json`);
});
afterAll(() => mock.close());

it(
  `answers well-formed HTTP, whatever is set and fails (seed ${SEED})`,
  async () => {
    let faulted = 0;
    const settings = near(contract, contract.requestSchema('patch /integrations/{slug}'));
    const fault = near(contract, contract.requestSchema('post /integrations/{slug}/faults')).filter((rule) =>
      WELL_FORMED.includes(typeOf(rule)),
    );
    const headers = fc.record({
      'Accept-Encoding': fc.constantFrom('gzip', '*;q=0', 'gzip;q=0.5, br', ''),
      'Content-Encoding': fc.constantFrom('', 'gzip'),
    });
    const body = fc.constantFrom(PUSH, '{', '{"userIds":["70000000503"],"message":{"title":"a","summary":"b"}}', '');
    const property = fc.asyncProperty(settings, fault, headers, body, async (patch, rule, sent, text) => {
      await mock.reset();
      await taken('PATCH', '', patch);
      if (await taken('POST', '/faults', rule)) faulted += 1;
      using socket = await RawSocket.open(mock.origin);
      socket.send(Buffer.concat([rawRequest('shop', { headers: sent, body: text }), rawRequest('shop')]));
      const answers = await socket.responses(2);
      expect(answers).toHaveLength(2);
      expect(answers.map(malformationOf)).toEqual([undefined, undefined]);
      expect(socket.unread).toBe(0);
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
    expect(faulted).toBeGreaterThan(RUNS / 10);
  },
  TIMEOUT_MS,
);

/** Whether a call was taken. */
async function taken(method: string, path: string, body: unknown): Promise<boolean> {
  const response = await fetch(`${mock.origin}/_mock/integrations/shop${path}`, { method, body: JSON.stringify(body) });
  await response.arrayBuffer();
  return response.ok;
}

function typeOf(rule: unknown): string {
  const { fault } = (rule ?? {}) as { fault?: { type?: unknown } | null };
  return String(fault?.type);
}
