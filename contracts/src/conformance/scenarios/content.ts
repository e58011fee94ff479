import { deliveredToAllOnce } from '../expectations/outcome.js';
import {
  atMostRequests,
  keepsBatchLimit,
  sendsDocumentedRequest,
  sendsIdsUnchanged,
} from '../expectations/requests.js';
import { jobFor } from '../job.js';
import type { Scenario } from '../scenario.js';

const ONE = jobFor(1);

/** The content of a request. */
export const CONTENT: readonly Scenario[] = [
  {
    id: 'documented-request',
    level: 'MUST',
    title: 'sends the documented JSON and nothing else',
    reason: 'The vendor refuses a request with an unknown key, another method or another media type.',
    row: 'body-shape',
    job: ONE,
    expect: [deliveredToAllOnce, sendsDocumentedRequest, atMostRequests(1)],
  },
  {
    id: 'texts-intact',
    level: 'MUST',
    title: 'sends Cyrillic, emoji, quotes and line breaks unchanged',
    reason: 'A text in another encoding is garbled on every phone.',
    row: 'required-texts',
    job: {
      ...ONE,
      message: {
        title: 'Заказ «№ 42» собран — ёж 🦔',
        summary: 'Скидка 10 % + "подарок" \\ \'сюрприз\' <b>&amp;</b>\nдо 31.12 👨‍👩‍👧 $HOME `id` %s',
      },
    },
    expect: [deliveredToAllOnce, sendsDocumentedRequest],
  },
  {
    id: 'deeplink-left-out',
    level: 'MUST',
    title: 'omits deeplink when the job has none',
    reason: 'The key is optional, but the vendor refuses null and "" as its value.',
    row: 'deeplink',
    job: { userIds: ONE.userIds, message: ONE.message },
    expect: [deliveredToAllOnce, sendsDocumentedRequest],
  },
  {
    id: 'ids-as-strings',
    level: 'MUST',
    title: 'sends ids as strings, unchanged',
    reason: 'An id sent as a number loses leading zeros and trailing digits, and the vendor refuses it.',
    row: 'user-ids',
    job: {
      ...ONE,
      userIds: ['0012', '12', '90071992547409931234', '5f0c6c1e-8a53-4c0a-9d2b-0f6f1f6f7a10', 'Клиент-7', '1e3'],
    },
    expect: [deliveredToAllOnce, sendsIdsUnchanged],
  },
  {
    id: 'phones-unformatted',
    level: 'MUST',
    title: 'sends phone numbers without formatting',
    reason: "The vendor's page asks for phone numbers without formatting; +7 (999) … matches no customer.",
    row: 'user-ids',
    job: { ...ONE, userIds: ['79991234567', '79161234568'] },
    expect: [deliveredToAllOnce, sendsIdsUnchanged],
  },
];

const batchScenario = (customers: number): Scenario => ({
  id: `batches-of-${customers}`,
  level: 'MUST',
  title: `delivers to ${customers} customers, each once`,
  reason: 'A request may have 1000 ids; the vendor refuses all of a request that has more.',
  row: 'max-user-ids',
  job: jobFor(customers),
  expect: [deliveredToAllOnce, keepsBatchLimit],
});

/** The distribution of customers over requests. */
export const BATCHES: readonly Scenario[] = [
  ...[1000, 1001, 2500].map(batchScenario),
  {
    id: 'fewest-requests',
    level: 'SHOULD',
    title: 'fills its requests: 2500 customers in three',
    reason: 'The limit is ten requests a minute; half-full requests halve the speed.',
    row: 'max-user-ids',
    job: jobFor(2500),
    expect: [deliveredToAllOnce, atMostRequests(3)],
  },
  {
    id: 'repeated-ids',
    level: 'SHOULD',
    title: 'delivers once to a customer whom the job lists twice',
    reason: 'The vendor delivers the push each time that an id is sent, in one request or in several.',
    row: 'duplicate-in-request',
    job: { ...jobFor(1001), userIds: [...jobFor(1001).userIds, 'user-00001', 'user-01001'] },
    expect: [deliveredToAllOnce],
  },
];
