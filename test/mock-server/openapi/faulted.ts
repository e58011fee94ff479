import { type Fault, type FaultRule, type Integration, REDIRECT_STATUSES, type Scenario } from 'imshop-mock';
import { expect, vi } from 'vitest';
import { PUSH, post } from '../post.js';

/** Faults of every type with everything they take; they cost no time, but for the one that hangs. */
const FAULTS: readonly Fault[] = [
  { type: 'unavailable' },
  { type: 'status', status: 503, retryAfter: 30, retryAfterForm: 'date', body: 'json', message: 'Down' },
  { type: 'status', status: 503, retryAfter: 30, retryAfterForm: 'seconds' },
  { type: 'status', status: 502, retryAfter: 'soon', body: 'html' },
  { type: 'status', status: 500, body: 'empty' },
  { type: 'rate-limited', retryAfter: 1, retryAfterForm: 'off' },
  { type: 'rate-limited', retryAfterForm: 'seconds' },
  { type: 'latency', ms: 1 },
  { type: 'latency', minMs: 0, maxMs: 1 },
  { type: 'latency', medianMs: 1, sigma: 0 },
  { type: 'hang' },
  { type: 'reset' },
  { type: 'empty-reply' },
  { type: 'truncated-body' },
  { type: 'malformed-json' },
  { type: 'garbage' },
  { type: 'slow-body', intervalMs: 1 },
  { type: 'wrong-content-type' },
  { type: 'stale-connection' },
  ...REDIRECT_STATUSES.map((status): Fault => ({ type: 'redirect', location: '/_mock/health', status })),
  { type: 'extra-keys' },
  { type: 'gzip-body' },
];

/** Rules with everything a rule takes; none applies to the pushes of these tests. */
const QUIET: readonly FaultRule[] = [
  { fault: { type: 'reset' }, when: { first: 1, userId: 'nobody' } },
  { fault: { type: 'reset' }, when: { nth: 1_000_000 } },
  { fault: { type: 'reset' }, when: { every: 1_000_000, windowMs: 1 }, times: 1, accepted: true },
  { fault: { type: 'reset' }, when: { probability: 0 } },
];

/** A scenario with everything it takes, whose phases are over after two requests and an hour. */
export const SCENARIO: Scenario = {
  name: 'all of it',
  loop: true,
  phases: [
    { name: 'by number', for: { requests: 2 }, faults: FAULTS.map((fault) => ({ fault, when: { probability: 0 } })) },
    { name: 'by time', for: { ms: 3_600_000 }, faults: QUIET },
    {},
  ],
};

/** Lets every fault hit once, and leaves rules with everything they take and a scenario under way. */
export async function failEveryWay(integration: Integration): Promise<void> {
  await integration.patch({ rateLimit: null });
  for (const fault of FAULTS) await meet(integration, fault);
  for (const { fault, when = {}, ...rest } of QUIET) await integration.fail(fault, { ...when, ...rest });
  await integration.scenario(SCENARIO);
  for (let round = 0; round < 3; round += 1) await post(integration.url, PUSH);
}

async function meet(integration: Integration, fault: Fault): Promise<void> {
  const { id } = await integration.fail(fault, { times: 1 });
  // Whether there is an answer is the fault's to say.
  const answer = post(integration.url, PUSH).catch(() => {});
  if (fault.type === 'hang') {
    await vi.waitFor(async () => expect((await integration.requests({ outcome: 'pending' })).requests).toHaveLength(1));
    await integration.deleteScenario();
  }
  await answer;
  await vi.waitFor(async () => {
    const { requests } = await integration.requests({ limit: 1 });
    expect(requests[0]).toMatchObject({ fault: { rule: id, type: fault.type }, durationMs: expect.any(Number) });
  });
}
