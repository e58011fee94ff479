import { type PactSource, type ProviderUnderTest, readPact } from 'imshop-contracts/pact';
import { startMock } from 'imshop-mock';

/** Starts a mock for a verification. */
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

/** Creates a V4 pact of one interaction. */
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

/** Creates a V4 request with a JSON body. */
export function request(content: unknown, more: object = {}): object {
  return {
    method: 'POST',
    path: '/shop/push',
    headers: { 'Content-Type': ['application/json'] },
    body: { contentType: 'application/json', encoded: false, content },
    ...more,
  };
}

/** Creates a V4 answer with a JSON body. */
export function answer(status: number, content?: unknown, more: object = {}): object {
  const body = content === undefined ? {} : { body: { contentType: 'application/json', encoded: false, content } };
  return { status, ...body, ...more };
}
