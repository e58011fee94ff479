import fc from 'fast-check';
import { type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Contract } from '../mock-server/openapi/contract.js';
import { PUSH, post } from '../mock-server/post.js';
import { rawRequest } from '../wire/raw-request.js';
import { RawSocket } from '../wire/raw-socket.js';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';
import { type ControlCall, controlCalls, faultOfAnswer, PUSH_KEY } from './control-arbitraries.js';
import { intrinsics } from './intrinsics.js';

const RUNS = howOften(1_500, 120);
const TIMEOUT_MS = 120_000;

const defects: unknown[] = [];
const logger = { error: (defect: unknown) => void defects.push(defect), warn() {}, info() {}, debug() {} };
let mock: Mock;
let contract: Contract;

beforeAll(async () => {
  mock = await startMock({ rateLimit: null, journalMax: 50, logger });
  contract = await Contract.at(`${mock.origin}/_mock/openapi.json`);
});
afterAll(() => mock.close());

it(
  `answers any sequence of calls as its document says (seed ${SEED})`,
  async () => {
    const before = intrinsics();
    const made = new Set<string>();
    const property = fc.asyncProperty(
      fc.array(controlCalls(contract), { minLength: 1, maxLength: 12 }),
      async (calls) => {
        for (const call of calls) {
          made.add(call.key);
          expect(await faultOf(call), `${call.key} ${call.target}`).toBe('');
        }
        // By a model there is none: whatever was set, one call undoes it.
        await mock.reset();
        expect((await post(mock.url(), PUSH)).status).toBe(200);
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
    expect(defects).toEqual([]);
    expect(intrinsics()).toBe(before);
    expect([...made].sort()).toEqual([PUSH_KEY, ...contract.operations.map(({ key }) => key)].sort());
  },
  TIMEOUT_MS,
);

/** Sends a push, whose answer may be anything by now, and leaves when it has come. */
async function pushAndLeave({ target, body = '' }: ControlCall): Promise<string> {
  using socket = await RawSocket.open(mock.origin);
  socket.send(rawRequest('', { target, body }));
  await mock.health();
  socket.abort();
  return '';
}

async function faultOf(call: ControlCall): Promise<string> {
  const { key, method, target, body } = call;
  if (key === PUSH_KEY) return pushAndLeave(call);
  const left = new AbortController();
  const response = await fetch(`${mock.origin}/_mock${target}`, {
    method,
    signal: left.signal,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
  });
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  const text = isStream ? '' : await response.text();
  left.abort();
  return isStream ? '' : faultOfAnswer(contract, key, response, text);
}
