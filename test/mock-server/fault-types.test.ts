import type { Integration } from 'imshop-mock';
import { expect, test } from 'vitest';

/** Never called: what must not compile is proven by the compiler, which refuses an unused expectation of an error. */
function impossible(integration: Integration): void {
  integration.fail('reset', { first: 2, probability: 0.5, userId: '1', windowMs: 5, times: 1, accepted: true });
  integration.fail({ type: 'latency', minMs: 1, maxMs: 2 }, { every: 2 });
  integration.fail({ type: 'redirect', location: '/', status: 308 });
  integration.fail('extra-keys');
  integration.scenario('flapping');

  // @ts-expect-error a status needs its number
  integration.fail('status');
  // @ts-expect-error a latency needs its length
  integration.fail('latency');
  // @ts-expect-error a redirect needs its location
  integration.fail('redirect');
  // @ts-expect-error no status of a redirect
  integration.fail({ type: 'redirect', location: '/', status: 304 });
  // @ts-expect-error no form of Retry-After
  integration.fail({ type: 'rate-limited', retryAfterForm: 'minutes' });
  // @ts-expect-error a reset takes nothing
  integration.fail({ type: 'reset', status: 503 });
  // @ts-expect-error either fixed or uniform
  integration.fail({ type: 'latency', ms: 1, minMs: 1, maxMs: 2 });
  // @ts-expect-error a uniform delay has two ends
  integration.fail({ type: 'latency', minMs: 1 });
  // @ts-expect-error the first three, or the third
  integration.fail('reset', { first: 3, nth: 3 });
  // @ts-expect-error every second, or the second
  integration.fail('reset', { nth: 2, every: 2 });
  // @ts-expect-error no such fault
  integration.fail('explode');
  // @ts-expect-error no such scenario
  integration.scenario('chaos');
  // @ts-expect-error a phase is for requests or for a time
  integration.scenario({ phases: [{ for: { requests: 1, ms: 1 } }] });
}

test('the compiler has refused what is impossible', () => {
  expect(impossible).toBeTypeOf('function');
});
