import { type Mock, startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
import { post, pushTo } from '../post.js';
import { heldBytes } from './held-bytes.js';

const BODIES = 100;
const BODY_BYTES = 200_000;

test.each([
  ['emptied', (mock: Mock) => mock.integration().deleteRequests()],
  ['deleted', (mock: Mock) => mock.integration().delete()],
  ['reset', (mock: Mock) => mock.reset()],
])('of a journal that was %s nothing holds the bodies, though events tell of its requests', async (_how, empty) => {
  await using mock = await startMock({ rateLimit: null });
  const send = (number: number) =>
    post(mock.url(), pushTo(['1'], { title: `${number}`, summary: 'x'.repeat(BODY_BYTES) }));
  await send(0);
  await empty(mock);
  const before = heldBytes();
  for (let number = 1; number <= BODIES; number += 1) await send(number);
  expect(heldBytes() - before).toBeGreaterThan(0.9 * BODIES * BODY_BYTES);
  await empty(mock);
  expect(heldBytes() - before).toBeLessThan(0.2 * BODIES * BODY_BYTES);
});
