import { asDocumented, everyoneOnce, idsUnchanged, requests } from '../expectations/index.js';
import { jobFor } from '../job.js';
import type { Scenario } from '../scenario.js';

const ONE = jobFor(1);

/** What a push looks like on the wire. */
export const REQUEST: readonly Scenario[] = [
  {
    id: 'documented-request',
    level: 'MUST',
    title: 'posts the documented JSON, and nothing beside it',
    reason: 'An unknown key, another method or another media type is refused as a whole.',
    row: 'body-shape',
    job: ONE,
    expect: [everyoneOnce, asDocumented, requests(1)],
  },
  {
    id: 'texts-intact',
    level: 'MUST',
    title: 'sends Cyrillic, emoji, quotes and line ends as they are',
    reason: 'What leaves in another encoding arrives garbled on every phone.',
    row: 'required-texts',
    job: {
      ...ONE,
      message: {
        title: 'Заказ «№ 42» собран — ёж 🦔',
        summary: 'Скидка 10 % + "подарок" \\ \'сюрприз\' <b>&amp;</b>\nдо 31.12 👨‍👩‍👧 $HOME `id` %s',
      },
    },
    expect: [everyoneOnce, asDocumented],
  },
  {
    id: 'deeplink-left-out',
    level: 'MUST',
    title: 'leaves an absent deeplink out',
    reason: 'null and "" are refused: the key is optional, its value is not.',
    row: 'deeplink',
    job: { userIds: ONE.userIds, message: ONE.message },
    expect: [everyoneOnce, asDocumented],
  },
  {
    id: 'ids-as-strings',
    level: 'MUST',
    title: 'sends ids as the strings they are',
    reason: 'A number loses zeros in front and digits behind, and is refused as no string.',
    row: 'user-ids',
    job: {
      ...ONE,
      userIds: ['0012', '12', '90071992547409931234', '5f0c6c1e-8a53-4c0a-9d2b-0f6f1f6f7a10', 'Клиент-7', '1e3'],
    },
    expect: [everyoneOnce, idsUnchanged],
  },
  {
    id: 'phones-unformatted',
    level: 'MUST',
    title: 'sends phone numbers without formatting',
    reason: 'The page takes phone numbers without formatting; +7 (999) … is nobody.',
    row: 'user-ids',
    job: { ...ONE, userIds: ['79991234567', '79161234568'] },
    expect: [everyoneOnce, idsUnchanged],
  },
];
