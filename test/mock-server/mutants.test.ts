import { type Integration, MUTANTS, type MutantName, startMock } from 'imshop-mock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ManualClock } from './manual-clock.js';
import { post, pushTo } from './post.js';

/** As bytes that bypass the contract's own code. */
const PUSH = '{"userIds":["1","2","3"],"message":{"title":"Заказ","summary":"В пути"},"deeplink":"shop://orders"}';
const FAULTY = '{"userIds":"1","message":{"title":"Заказ"}}';
const A_THOUSAND = pushTo(Array.from({ length: 1000 }, (_, index) => `${index}`));

const SUCCESS = '{"success":true}';
const TITLE_MISSING =
  'child \\"message\\" fails because [child \\"summary\\" fails because [\\"summary\\" is required]]';
const NO_ARRAY = 'child \\"userIds\\" fails because [\\"userIds\\" must be an array]';
const REFUSED = `{"error":"Bad Request","message":"${NO_ARRAY}. ${TITLE_MISSING}"}`;
const UNAVAILABLE = '{"success":false,"error":"Integration is unavailable"}';
const LIMITED = '{"error":"Too Many Requests","message":"Rate limit exceeded"}';
const ON_THREE_PHONES = ['Заказ|В пути|shop://orders', 'Заказ|В пути|shop://orders', 'Заказ|В пути|shop://orders'];

interface Row {
  readonly mutant: MutantName;
  readonly see: (integration: Integration) => Promise<unknown>;
  readonly right: unknown;
  readonly wrong: unknown;
}

/** An observation, and its result without a mutant. */
type Observation = Pick<Row, 'see' | 'right'>;
const GOOD_PUSH: Observation = { see: answerTo(PUSH), right: `200 ${SUCCESS}` };
const BAD_PUSH: Observation = { see: answerTo(FAULTY), right: `400 ${REFUSED}` };
const PUSH_AND_PHONES: Observation = { see: answerAndPhones, right: [`200 ${SUCCESS}`, ON_THREE_PHONES] };
const FIRST_PHONE: Observation = { see: firstPhone, right: ON_THREE_PHONES[0] };
const OVER_THE_LIMIT: Observation = { see: answerOverTheLimit, right: [`429 ${LIMITED}`, '60'] };
const LET_IN_OF_ELEVEN: Observation = { see: letInOfEleven, right: 10 };

/** An observation of each mutant. */
const ROWS: readonly Row[] = [
  { mutant: 'limit-999', see: answerTo(A_THOUSAND), right: `200 ${SUCCESS}`, wrong: tooMany(999) },
  { mutant: 'limit-999', see: answerToThreeOfAtMostThree, right: `200 ${SUCCESS}`, wrong: tooMany(2) },
  { mutant: 'lower-rate-limit', ...LET_IN_OF_ELEVEN, wrong: 5 },
  { mutant: 'no-rate-limit', ...LET_IN_OF_ELEVEN, wrong: 11 },
  { mutant: 'no-retry-after', ...OVER_THE_LIMIT, wrong: [`429 ${LIMITED}`, null] },
  { mutant: 'retry-after-date', ...OVER_THE_LIMIT, wrong: [`429 ${LIMITED}`, 'Tue, 24 Nov 2026 12:01:00 GMT'] },
  { mutant: 'soft-429', ...OVER_THE_LIMIT, wrong: ['200 {"success":false,"error":"Too Many Requests"}', null] },
  { mutant: 'success-false', ...PUSH_AND_PHONES, wrong: ['200 {"success":false,"error":"Push was not sent"}', []] },
  { mutant: 'success-string', ...GOOD_PUSH, wrong: '200 {"success":"true"}' },
  { mutant: 'empty-success', ...GOOD_PUSH, wrong: '200 ' },
  { mutant: 'status-201', ...GOOD_PUSH, wrong: `201 ${SUCCESS}` },
  { mutant: 'status-204', ...GOOD_PUSH, wrong: '204 ' },
  { mutant: 'unavailable-503', see: answerWhenOff, right: `200 ${UNAVAILABLE}`, wrong: `503 ${UNAVAILABLE}` },
  { mutant: 'refusals-with-200', ...BAD_PUSH, wrong: `200 ${REFUSED}` },
  { mutant: 'first-error-only', ...BAD_PUSH, wrong: `400 {"error":"Bad Request","message":"${NO_ARRAY}"}` },
  {
    mutant: 'changed-wording',
    ...BAD_PUSH,
    wrong: '400 {"error":"Bad Request","message":"\\"userIds\\" must be an array. \\"message.summary\\" is required"}',
  },
  {
    mutant: 'swallowed-deeplink',
    ...PUSH_AND_PHONES,
    wrong: [`200 ${SUCCESS}`, ['Заказ|В пути|', 'Заказ|В пути|', 'Заказ|В пути|']],
  },
  { mutant: 'swapped-texts', ...FIRST_PHONE, wrong: 'В пути|Заказ|shop://orders' },
  { mutant: 'mojibake', ...FIRST_PHONE, wrong: expect.stringMatching(/^Ð.*\|shop:\/\/orders$/) },
  {
    mutant: 'double-delivery',
    ...PUSH_AND_PHONES,
    wrong: [`200 ${SUCCESS}`, [...ON_THREE_PHONES, ...ON_THREE_PHONES]],
  },
  { mutant: 'lost-delivery', ...PUSH_AND_PHONES, wrong: [`200 ${SUCCESS}`, []] },
  { mutant: 'half-delivery', ...PUSH_AND_PHONES, wrong: [`200 ${SUCCESS}`, ON_THREE_PHONES.slice(0, 2)] },
  { mutant: 'first-id-only', ...PUSH_AND_PHONES, wrong: [`200 ${SUCCESS}`, ON_THREE_PHONES.slice(0, 1)] },
];

test.each(ROWS)('$mutant is wrong where the mock without a mutant is right', async ({ mutant, see, right, wrong }) => {
  const clock = new ManualClock();
  await using healthy = await startMock({ clock });
  await using mock = await startMock({ clock, mutant });
  expect(await see(healthy.integration())).toEqual(right);
  expect(await see(mock.integration())).toEqual(wrong);
});

test('every mutant has a row', () => {
  expect([...new Set(ROWS.map(({ mutant }) => mutant))].toSorted()).toEqual(MUTANTS.map(({ name }) => name).toSorted());
});

const WRONG_DELIVERIES = MUTANTS.filter(({ name }) => /delivery|texts|deeplink|mojibake|first-id/.test(name));

test.each(WRONG_DELIVERIES)('verify kills $name', async ({ name }) => {
  await using mock = await startMock({ mutant: name });
  const shop = mock.integration();
  await post(shop.url, PUSH);
  const expectation = { count: 1, userIds: ['1', '2', '3'], match: JSON.parse(PUSH) };
  expect((await shop.verify(expectation)).result).toBe('fail');
});

test.each([
  { mutant: 'double-delivery', once: 0, times: [2, 2, 2] },
  { mutant: 'half-delivery', once: 2, times: [] },
  { mutant: 'lost-delivery', once: 0, times: [] },
] as const)('the ledger kills $mutant', async ({ mutant, once, times }) => {
  await using mock = await startMock({ mutant });
  const shop = mock.integration();
  await post(shop.url, PUSH);
  const ledger = await shop.ledger();
  expect([ledger.once, ledger.duplicated.map((customer) => customer.times)]).toEqual([once, times]);
});

describe("a fault that speaks as the vendor is the mutant's", () => {
  test.each([
    { mutant: 'no-retry-after', userId: '70000000429', wrong: [`429 ${LIMITED}`, null] },
    { mutant: 'unavailable-503', userId: '70000000000', wrong: [`503 ${UNAVAILABLE}`, null] },
  ] as const)('$mutant', async ({ mutant, userId, wrong }) => {
    await using mock = await startMock({ mutant });
    const { status, headers, body } = await post(mock.url(), pushTo([userId]));
    expect([`${status} ${body}`, headers.get('retry-after')]).toEqual(wrong);
    const { requests } = await mock.integration().requests();
    expect(requests[0]).toMatchObject({ status, response: JSON.parse(body) });
  });
});

test('a wrong answer says that it is the mutant', async () => {
  await using mock = await startMock({ mutant: 'status-201' });
  const { headers } = await post(mock.url(), PUSH);
  expect(headers.get('x-mock-hint')).toBe('mutant status-201: a valid push: status 201, not 200');
});

describe('where the environment asks for a mutant', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('a mock in the process of the tests is one, unless its options say otherwise', async () => {
    vi.stubEnv('IMSHOP_MOCK_MUTANT', 'status-201');
    await using asked = await startMock();
    await using healthy = await startMock({ mutant: 'none' });
    expect([await answerTo(PUSH)(asked.integration()), await answerTo(PUSH)(healthy.integration())]).toEqual([
      `201 ${SUCCESS}`,
      `200 ${SUCCESS}`,
    ]);
  });
});

function answerTo(body: string) {
  return async ({ url }: Integration): Promise<string> => {
    const answer = await post(url, body);
    return `${answer.status} ${answer.body}`;
  };
}

async function answerToThreeOfAtMostThree(integration: Integration): Promise<string> {
  await integration.patch({ maxUserIds: 3 });
  return answerTo(PUSH)(integration);
}

async function answerWhenOff(integration: Integration): Promise<string> {
  await integration.patch({ available: false });
  return answerTo(PUSH)(integration);
}

async function letInOfEleven({ url }: Integration): Promise<number> {
  const answers = await Promise.all(Array.from({ length: 11 }, () => post(url, PUSH)));
  return answers.filter(({ status }) => status === 200).length;
}

async function answerOverTheLimit(integration: Integration): Promise<unknown> {
  await integration.patch({ rateLimit: { requests: 1 } });
  await post(integration.url, PUSH);
  const { status, body, headers } = await post(integration.url, PUSH);
  return [`${status} ${body}`, headers.get('retry-after')];
}

async function answerAndPhones(integration: Integration): Promise<unknown> {
  const answer = await answerTo(PUSH)(integration);
  const inboxes = await Promise.all(['1', '2', '3'].map((userId) => integration.inbox(userId)));
  const shown = inboxes.flatMap(({ notifications }) => notifications);
  return [answer, shown.map(({ title, summary, deeplink = '' }) => `${title}|${summary}|${deeplink}`)];
}

async function firstPhone(integration: Integration): Promise<unknown> {
  const { url } = integration;
  await post(url, PUSH);
  const [notification] = (await integration.inbox('1')).notifications;
  return `${notification?.title}|${notification?.summary}|${notification?.deeplink}`;
}

function tooMany(limit: number): string {
  const message = `child \\"userIds\\" fails because [\\"userIds\\" must contain less than or equal to ${limit} items]`;
  return `400 {"error":"Bad Request","message":"${message}"}`;
}
