import { FIDELITY, isObject, parseJson } from 'imshop-contracts';
import { validatePush } from 'imshop-contracts/schema';
import { type Mock, PROBE_QUESTIONS, startMock } from 'imshop-mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ rateLimit: 'off' });
});
afterAll(() => mock.close());

describe.each(PROBE_QUESTIONS)('the question $id', (question) => {
  const { id, method, headers, body, whySafe, coversRows } = question;

  test('is refused by the mock with all settings, without a delivery', async () => {
    const integration = mock.integration(id);
    for (const listAllErrors of [true, false]) {
      for (const envelope of ['documented', 'hapi'] as const) {
        await integration.patch({ listAllErrors, envelope });
        const { status } = await fetch(integration.url, { method, headers, ...(body === undefined ? {} : { body }) });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }
    }
    expect((await integration.ledger()).acceptedRequests).toBe(0);
    expect((await integration.get()).counters).toMatchObject({ requests: 4, accepted: 0 });
  });

  test('says why it is safe, and covers existing rows', () => {
    expect(whySafe).not.toBe('');
    expect(FIDELITY.map(({ id: row }) => row)).toEqual(expect.arrayContaining(Object.keys(coversRows)));
  });

  test('contains no text that could be shown', () => {
    expect(String(body ?? '')).not.toMatch(/"(title|summary|deeplink)":"/);
  });
});

test.each(objects())('$id has several errors, even without its headers', ({ value }) => {
  const verdict = validatePush(value, { maxUserIds: 1000, listAllErrors: true });
  expect(verdict.ok ? [] : verdict.keys).toHaveProperty('1');
});

test('the only id that is sent belongs to no customer', () => {
  const ids = objects().flatMap(({ value }) => ('userIds' in value ? [value.userIds].flat() : []));
  const texts = new Set(ids.filter((id) => typeof id === 'string'));
  expect(texts).toEqual(new Set(['[0]', 'imshop-mock-probe-nobody']));
});

/** The questions whose body is a JSON object, with the object. */
function objects(): { id: string; value: { userIds?: unknown } }[] {
  return PROBE_QUESTIONS.flatMap((question) => {
    const value = parseJson(String(question.body));
    return isObject(value) ? [{ id: question.id, value }] : [];
  });
}
