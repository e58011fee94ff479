import fc from 'fast-check';
import { startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { howOften } from '../workspace/thorough.js';
import { post, pushTo } from './post.js';
import { stage } from './stage.js';

const at = stage({ rateLimit: null });

describe('the same bytes, under other settings', () => {
  test.each([
    { patch: { maxUserIds: 2 }, body: pushTo(['1', '2', '3']), before: 200, after: 400 },
    { patch: { strict: true }, body: pushTo([]), before: 200, after: 400 },
    { patch: { magicIds: false }, body: pushTo(['70000000503']), before: 503, after: 200 },
    { patch: { maxUserIds: 1 }, body: '{}', before: 400, after: 400 },
  ])('$patch: $before, then $after, then $before', async ({ patch, body, before, after }) => {
    const settings = (await at.shop.get()).settings;
    const statuses = [];
    for (const change of [{}, patch, settings]) {
      await at.shop.patch(change);
      for (let time = 0; time < 2; time += 1) statuses.push((await post(at.shop.url, body)).status);
    }
    expect(statuses).toEqual([before, before, after, after, before, before]);
  });

  test('name all errors, or the first', async () => {
    const all = await post(at.shop.url, '{"userIds":1}');
    await at.shop.patch({ listAllErrors: false });
    const first = await post(at.shop.url, '{"userIds":1}');
    expect(all.body).toContain('message');
    expect(JSON.parse(first.body).message).toBe('child "userIds" fails because ["userIds" must be an array]');
    expect(JSON.parse(all.body).message).not.toBe(JSON.parse(first.body).message);
  });
});

test('bodies that are alike at both ends are told apart', async () => {
  const ids = (middle: string) => [...Array(20).fill('79000000000'), middle, ...Array(20).fill('79000000001')];
  for (const middle of ['79000000002', '79000000003', '79000000002']) await post(at.shop.url, pushTo(ids(middle)));
  const { duplicated } = await at.shop.ledger();
  const times = Object.fromEntries(duplicated.map((each) => [each.userId, each.times]));
  expect(times).toEqual({ '79000000000': 60, '79000000001': 60, '79000000002': 2 });
});

test('integrations keep their own count of the same body', async () => {
  const other = at.mock.integration('other');
  for (const { url } of [at.shop, at.shop, other]) await post(url, pushTo(['1']));
  expect((await at.shop.ledger()).duplicated).toMatchObject([{ userId: '1', times: 2 }]);
  expect(await other.ledger()).toMatchObject({ once: 1, duplicated: [] });
});

test('a push whose first deliveries were evicted counts from then on', async () => {
  await using small = await startMock({ rateLimit: null, deliveriesMaxBytes: 65_536 });
  const shop = small.integration();
  const others = (from: number) => pushTo(Array.from({ length: 1000 }, (_, index) => String(from + index)));
  for (const body of [
    pushTo(['1']),
    pushTo(['1']),
    ...Array.from({ length: 20 }, (_, sent) => others(79_000_000_000 + 1000 * sent)),
    pushTo(['1']),
  ])
    await post(shop.url, body);
  const { duplicated, forgotten } = await shop.ledger();
  expect(forgotten).toBeGreaterThan(0);
  expect(duplicated).toEqual([]);
});

/** What a run does: posts a body, lets time pass, forgets, or looks, which must change nothing. */
type Step =
  | { readonly ids: readonly string[]; readonly title: string }
  | { readonly waitMs: number }
  | 'clear'
  | 'look';

const customers = fc.constantFrom('71', '72', '73');
const steps = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({ ids: fc.array(customers, { maxLength: 3 }), title: fc.constantFrom('a', 'b') }),
    },
    { weight: 3, arbitrary: fc.record({ waitMs: fc.constantFrom(1, 20_000, 59_999, 60_000, 60_001) }) },
    { weight: 1, arbitrary: fc.constantFrom('clear' as const, 'look' as const) },
  ),
  { minLength: 5, maxLength: 25 },
);

test('whatever comes again, and overlaps, advisories and ledger are those of a count by hand', async () => {
  let run = 0;
  const agreement = fc.asyncProperty(steps, async (taken: readonly Step[]) => {
    run += 1;
    const shop = at.mock.integration(`shop-${run}`);
    let deliveries: { readonly title: string; readonly id: string; readonly atMs: number }[] = [];
    for (const step of taken) {
      if (step === 'clear') {
        await shop.deleteRequests();
        deliveries = [];
      } else if (step === 'look') await shop.ledger();
      else if ('waitMs' in step) at.clock.advance(step.waitMs);
      else {
        const { ids, title } = step;
        const isRepeated = (id: string) =>
          deliveries.some((one) => one.title === title && one.id === id && one.atMs >= at.clock.now() - 60_000);
        const repeated = ids.filter(isRepeated).length;
        await post(shop.url, pushTo(ids, { title, summary: 's' }));
        const { advisories } = (await shop.requests({ limit: 1 })).requests[0] ?? { advisories: [] };
        const told = advisories.find(({ code }) => code === 'repeated-push')?.message ?? '0 of';
        expect(Number.parseInt(told, 10)).toBe(repeated);
        deliveries.push(...ids.map((id) => ({ title, id, atMs: at.clock.now() })));
      }
    }
    const counts = new Map<string, number>();
    for (const { title, id } of deliveries) counts.set(`${title}/${id}`, (counts.get(`${title}/${id}`) ?? 0) + 1);
    const { once, duplicated } = await shop.ledger();
    const told = duplicated.map(({ message, userId, times }) => [`${message.title}/${userId}`, times]);
    expect(told.toSorted()).toEqual([...counts].filter(([, times]) => times > 1).toSorted());
    expect(once).toBe([...counts.values()].filter((times) => times === 1).length);
  });
  await fc.assert(agreement, { numRuns: howOften(60, 15) });
}, 60_000);
