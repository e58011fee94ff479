import { expect } from 'vitest';
import { PUSH, post } from '../post.js';
import { answers, type Shown, standing } from './shown.js';

/** So many requests a minute. */
export const LIMIT = {
  'rate-limit': async ({ url }) => {
    const statuses = [];
    for (let sent = 0; sent < 11; sent += 1) statuses.push((await post(url, PUSH)).status);
    expect(statuses).toEqual([...Array(10).fill(200), 429]);
  },
  'over-the-limit': async (integration) => {
    await integration.patch({ rateLimit: { requests: 1 } });
    await post(integration.url, PUSH);
    const posted = await answers(
      integration.url,
      '{}',
      429,
      '{"error":"Too Many Requests","message":"Rate limit exceeded"}',
    );
    expect(standing(posted)).toBe('assumed');
  },
  'over-the-limit-cost': async (integration) => {
    const remainingAfterAMinute = async (countRejected: boolean) => {
      await integration.patch({ rateLimit: { requests: 2, countRejected } });
      for (let sent = 0; sent < 2; sent += 1) await post(integration.url, PUSH);
      await integration.clock({ advanceMs: 30_000 });
      await post(integration.url, PUSH);
      await integration.clock({ advanceMs: 30_000 });
      return (await integration.get()).limiter?.remaining;
    };
    expect([await remainingAfterAMinute(false), await remainingAfterAMinute(true)]).toEqual([2, 1]);
  },
  'retry-after': async (integration) => {
    await integration.patch({ rateLimit: { requests: 1 } });
    await post(integration.url, PUSH);
    expect(Number((await post(integration.url, PUSH)).headers.get('retry-after'))).toBeGreaterThanOrEqual(59);
    await integration.patch({ rateLimit: { retryAfter: 'off' } });
    await post(integration.url, PUSH);
    expect((await post(integration.url, PUSH)).headers.get('retry-after')).toBeNull();
  },
  'window-shape': async (integration) => {
    expect((await integration.get()).settings.rateLimit?.algorithm).toBe('sliding');
  },
} satisfies Partial<Shown>;
