import { type PactSource, type ProviderUnderTest, readPact } from 'imshop-contracts/pact';
import { startMock } from 'imshop-mock';

/** A mock as the runner of pacts asks for one. */
export async function startProvider(): Promise<ProviderUnderTest> {
  const mock = await startMock();
  return {
    origin: mock.origin,
    statesUrl: `${mock.origin}/_mock/pact-states`,
    reset: () => mock.reset(),
    requestCount: async () => (await mock.integrations()).reduce((sum, { counters }) => sum + counters.requests, 0),
    advanceClock: (ms) => mock.integration('shop').clock({ advanceMs: ms }),
    deliveryCount: async (_path, userId) => (await mock.integration('shop').inbox(userId)).notifications.length,
    close: () => mock.close(),
  };
}

/** A pact of one interaction, in V4, with all that a test does not say. */
export function pactWith(interaction: object, rest: object = {}): PactSource {
  const file = {
    consumer: { name: 'a shop' },
    provider: { name: 'Imshop' },
    interactions: [{ type: 'Synchronous/HTTP', pending: false, ...interaction }],
    metadata: { pactSpecification: { version: '4.0' } },
    ...rest,
  };
  return { source: 'a.json', pact: readPact(JSON.stringify(file), 'a.json'), file };
}

export const PUSH = { userIds: ['79991234567'], message: { title: 'Заказ', summary: 'Готов' } };

/** A request of V4 with a JSON body. */
export function request(content: unknown, more: object = {}): object {
  return {
    method: 'POST',
    path: '/shop/push',
    headers: { 'Content-Type': ['application/json'] },
    body: { contentType: 'application/json', encoded: false, content },
    ...more,
  };
}

/** An answer of V4 with a JSON body. */
export function answer(status: number, content?: unknown, more: object = {}): object {
  const body = content === undefined ? {} : { body: { contentType: 'application/json', encoded: false, content } };
  return { status, ...body, ...more };
}
