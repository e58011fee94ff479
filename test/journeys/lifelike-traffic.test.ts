import { Faker, ru } from '@faker-js/faker';
import { type Integration, startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
import { post } from '../mock-server/post.js';
import { SEED } from '../workspace/seed.js';

const SLUGS = ['orders', 'bonuses', 'offers'];

interface Push {
  readonly userIds: string[];
  readonly message: { readonly title: string; readonly summary: string };
  readonly deeplink?: string;
}

test(`whatever a shop sends is accounted for, customer by customer (seed ${SEED})`, async () => {
  await using mock = await startMock({ rateLimit: null });
  const faker = new Faker({ locale: ru, seed: SEED });
  const customers = faker.helpers.multiple(() => faker.string.numeric({ length: 11, allowLeadingZeros: false }), {
    count: 60,
  });
  const sent = new Map(SLUGS.map((slug) => [slug, [] as Push[]]));

  for (let request = 0; request < 150; request += 1) {
    const slug = faker.helpers.arrayElement(SLUGS);
    const pushes = sent.get(slug) ?? [];
    const push =
      faker.datatype.boolean(0.2) && pushes.length > 0 ? faker.helpers.arrayElement(pushes) : pushOf(faker, customers);
    const { status, body } = await post(mock.url(slug), JSON.stringify(push));
    expect([status, body]).toEqual([200, '{"success":true}']);
    pushes.push(push);
  }

  for (const [slug, pushes] of sent) {
    const integration = mock.integration(slug);
    expect((await integration.requests()).requests.map(({ body }) => body)).toEqual(pushes);
    await expectLedger(integration, pushes);
    for (const customer of customers) await expectInbox(integration, customer, pushes);
  }
});

function pushOf(faker: Faker, customers: readonly string[]): Push {
  const order = faker.number.int({ min: 1000, max: 9999 });
  const deeplink = faker.helpers.maybe(() => `slug://order/${order}`);
  return {
    userIds: faker.helpers.arrayElements([...customers], { min: 1, max: 10 }),
    message: {
      title: `Заказ ${order} 📦`,
      summary: `${faker.person.firstName()}, ${faker.commerce.productName()} уже в пути`,
    },
    ...(deeplink === undefined ? {} : { deeplink }),
  };
}

async function expectLedger(integration: Integration, pushes: readonly Push[]): Promise<void> {
  const times = new Map<string, number>();
  for (const { userIds, message, deeplink } of pushes) {
    for (const userId of userIds) {
      const key = JSON.stringify({ userId, message, deeplink });
      times.set(key, (times.get(key) ?? 0) + 1);
    }
  }
  const { once, duplicated, acceptedRequests } = await integration.ledger();
  const seen = duplicated.map(({ userId, times: count, message, deeplink }) => [
    JSON.stringify({ userId, message, deeplink }),
    count,
  ]);
  const more = [...times].filter(([, count]) => count > 1);
  expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(more));
  expect([once, acceptedRequests]).toEqual([times.size - more.length, pushes.length]);
}

async function expectInbox(integration: Integration, userId: string, pushes: readonly Push[]): Promise<void> {
  const expected = pushes.filter(({ userIds }) => userIds.includes(userId)).map(({ message }) => message.title);
  const { notifications } = await integration.inbox(userId);
  expect(notifications.map(({ title }) => title)).toEqual(expected);
}
