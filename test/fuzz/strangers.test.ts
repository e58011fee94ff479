import { type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Contract } from '../mock-server/openapi/contract.js';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';
import { DEADLINE_MS } from './campaign.js';
import { controlCallsOf } from './control-calls.js';
import { bytesOf } from './fuzz-case.js';
import { Random } from './random.js';
import { Sender } from './sender.js';

const CASES = howOften(20_000, 1_500);
const TOKEN = 'a-token-of-the-test';
/** What is no token, though much of it may look like one. */
const ATTEMPTS = [
  '',
  'Bearer',
  'Bearer ',
  `Basic ${TOKEN}`,
  TOKEN,
  `Bearer ${TOKEN}x`,
  `Bearer ${TOKEN.slice(1)}`,
] as const;
/** Who has no token gets no further; a target that is none ends before. */
const REFUSALS = [401, 400, 403, 421, 431];

let mock: Mock;
let contract: Contract;
beforeAll(async () => {
  mock = await startMock({ adminToken: TOKEN });
  const document = await fetch(`${mock.origin}/_mock/openapi.json`, { headers: { authorization: `Bearer ${TOKEN}` } });
  contract = new Contract((await document.json()) as ConstructorParameters<typeof Contract>[0]);
});
afterAll(() => mock.close());

it(`lets no stranger call anything but the health check (seed ${SEED})`, async () => {
  const calls = controlCallsOf(contract);
  using sender = new Sender(mock.origin, DEADLINE_MS);
  let refused = 0;
  for (let number = 0; number < CASES; number += 1) {
    const random = new Random(SEED, number);
    const fuzzCase = calls(random);
    const attempt = `\r\nAuthorization: ${random.pick(ATTEMPTS)}\r\n`;
    const text = bytesOf(fuzzCase).toString('latin1').replace('\r\n', attempt);
    const target = text.split(' ')[1] ?? '';
    if (fuzzCase.ending !== 'keep' || /^\/_mock\/health(?:\?|$)/.test(target)) continue;
    const { statuses, fault } = await sender.perform({ ...fuzzCase, parts: [Buffer.from(text, 'latin1')] });
    expect({ target, statuses, fault }).toMatchObject({ fault: undefined });
    expect(REFUSALS, target).toContain(statuses.at(-1));
    if (statuses.at(-1) === 401) refused += 1;
  }
  expect(refused).toBeGreaterThan(CASES / 2);
});
