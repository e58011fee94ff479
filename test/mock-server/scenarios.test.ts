import { SCENARIO_NAMES, type Scenario, startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';
import { PUSH, post } from './post.js';
import { stage } from './stage.js';

const at = stage({ rateLimit: null, seed: 1 });

describe('built-in', () => {
  test.each(SCENARIO_NAMES)('%s runs', async (name) => {
    const state = await at.shop.scenario(name);
    expect(state).toMatchObject({ scenario: { name }, phase: 0, requests: 0, rounds: 0 });
    expect((await at.shop.get()).scenario).toEqual(state);
  });

  test.each([
    ['healthy', [200, 200, 200, 200, 200, 200]],
    ['flapping', [200, 200, 200, 502, 502, 200, 200, 200, 502]],
    ['rate-limit-storm', [200, 429, 429, 429, 200, 429]],
    ['lost-responses', [200, 200, 'lost', 200, 200, 'lost']],
    ['total-outage', ['lost', 'lost']],
    ['maintenance', [503, 503]],
  ] as const)('%s answers %j', async (name, expected) => {
    await at.shop.scenario(name);
    expect(await answers(expected.length)).toEqual(expected);
  });

  test('maintenance ends by the clock of the integration', async () => {
    await at.shop.scenario('maintenance');
    await at.shop.clock({ advanceMs: 119_999 });
    expect(await answers(1)).toEqual([503]);
    expect(await at.shop.scenario()).toMatchObject({ phase: 0, requests: 1, remainingMs: 1 });
    await at.shop.clock({ advanceMs: 1 });
    expect(await answers(1)).toEqual([200]);
    expect(await at.shop.scenario()).toMatchObject({ phase: null, rounds: 1 });
  });

  test('slow answers when the clock was advanced', async () => {
    await at.shop.scenario('slow');
    const answer = post(at.shop.url, PUSH);
    await expect.poll(async () => (await at.shop.requests()).requests.length).toBe(1);
    await at.shop.clock({ advanceMs: 1_999 });
    expect((await at.shop.requests()).requests[0]?.outcome).toBe('pending');
    await at.shop.clock({ advanceMs: 6_001 });
    expect((await at.shop.requests()).requests[0]).toMatchObject({
      outcome: 'accepted',
      fault: { type: 'latency' },
    });
    expect((await answer).status).toBe(200);
  });
});

describe('written out', () => {
  const scenario: Scenario = {
    name: 'a bad morning',
    loop: true,
    phases: [
      { name: 'down', for: { ms: 1_000 }, faults: [{ fault: { type: 'status', status: 500 } }] },
      { name: 'up', for: { requests: 1 } },
      { name: 'busy', for: { requests: 2 }, faults: [{ fault: { type: 'rate-limited' }, when: { nth: 2 } }] },
    ],
  };

  test('its phases go by time or by requests, and round again', async () => {
    await at.shop.scenario(scenario);
    expect(await answers(2)).toEqual([500, 500]);
    at.clock.advance(1_000);
    expect(await answers(4)).toEqual([200, 200, 429, 500]);
    expect(await at.shop.scenario()).toMatchObject({ phase: 0, requests: 1, remainingMs: 1_000, rounds: 1 });
  });

  test('it begins with the first use of each integration, when the mock is started with it', async () => {
    await using started = await startMock({ rateLimit: null, scenario });
    expect((await post(started.url('a'), PUSH)).status).toBe(500);
    expect((await post(started.url('b'), PUSH)).status).toBe(500);
    await using named = await startMock({ scenario: 'unavailable' });
    expect((await post(named.url(), PUSH)).body).toBe('{"success":false,"error":"Integration is unavailable"}');
  });

  test('each phase is told as an event', async () => {
    const stop = new AbortController();
    const events = await at.mock.events({ signal: stop.signal });
    await at.shop.scenario({ phases: [{ for: { ms: 10 } }, { for: { ms: 10 } }] });
    await at.shop.clock({ advanceMs: 20 });
    const phases = [];
    for await (const event of events) {
      if (event.type === 'clock') break;
      if (event.type === 'scenario') phases.push(event.data.phase);
    }
    stop.abort();
    expect(phases).toEqual([0, 1, null]);
  });
});

describe('what hangs or waits is given up at once', () => {
  const ENDS: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['when the scenario is ended', () => at.shop.deleteScenario()],
    ['when the mock is reset', () => at.mock.reset()],
    ['when the integration is deleted', () => at.shop.delete()],
    ['when the mock stops', () => at.mock.close()],
  ];

  test.each(ENDS)('%s', async (_, end) => {
    await at.shop.fail('hang', { first: 1 });
    await at.shop.fail({ type: 'latency', ms: 60_000 });
    const lost = [post(at.shop.url, PUSH), post(at.shop.url, PUSH)];
    const results = Promise.allSettled(lost);
    await expect.poll(async () => (await at.shop.requests()).requests.length).toBe(2);
    await end();
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(at.clock.timers).toBe(0);
  });
});

describe('what is refused', () => {
  test.each([
    ['faults', '{}', 'fault', 'is required'],
    ['faults', '{"fault":{"type":"boom"}}', 'fault.type', 'must be one of unavailable, status, rate-limited'],
    ['faults', '{"fault":{"type":"reset","ms":1}}', 'fault.ms', 'is not allowed; allowed are type'],
    ['faults', '{"fault":{"type":"status"}}', 'fault.status', 'is required'],
    ['faults', '{"fault":{"type":"status","status":99}}', 'fault.status', 'greater than or equal to 200, not 99'],
    ['faults', '{"fault":{"type":"latency","minMs":5,"maxMs":2}}', 'fault.maxMs', 'not 2'],
    ['faults', '{"fault":{"type":"latency"}}', 'fault', 'at least one of'],
    ['faults', '{"fault":{"type":"reset"},"when":{"first":1,"nth":2}}', 'when', 'conflict'],
    [
      'faults',
      '{"fault":{"type":"reset"},"when":{"probability":2}}',
      'when.probability',
      'less than or equal to 1, not 2',
    ],
    ['faults', '{"fault":{"type":"reset"},"when":{"on":1}}', 'when.on', 'allowed are first, nth, every'],
    ['faults', '{"fault":{"type":"reset"},"times":0}', 'times', 'not 0'],
    ['scenario', '{"name":"chaos"}', 'name', 'must be one of healthy, unavailable'],
    ['scenario', '{"phases":[{},{}]}', 'phases', 'phases[0].for is required'],
    ['scenario', '{"phases":[{"for":{"ms":1,"requests":1}}]}', 'phases[0].for', 'conflict'],
    [
      'scenario',
      '{"phases":[{"faults":[{"fault":{"type":"reset","x":1}}]}]}',
      'phases[0].faults[0].fault.x',
      'not allowed',
    ],
  ])('%s %s', async (call, body, path, detail) => {
    const method = call === 'faults' ? 'POST' : 'PUT';
    const response = await fetch(`${at.mock.origin}/_mock/integrations/shop/${call}`, { method, body });
    const problem = (await response.json()) as { detail: string; errors: { path: string }[] };
    expect([response.status, problem.errors.map((fault) => fault.path)]).toEqual([400, [path]]);
    expect(problem.detail).toContain(detail);
    expect(await at.shop.faults()).toEqual([]);
    expect((await at.shop.scenario()).scenario).toBeNull();
  });
});

/** The status of each answer to so many pushes; `lost` where there was none. */
async function answers(count: number): Promise<(number | string)[]> {
  const seen = [];
  for (let sent = 0; sent < count; sent += 1) {
    seen.push(
      await post(at.shop.url, PUSH).then(
        ({ status }) => status,
        () => 'lost',
      ),
    );
  }
  return seen;
}

test('phases of a millisecond, round and round, do not keep a clock that is moved by a year', async () => {
  await at.shop.scenario({ loop: true, phases: [{ for: { ms: 1 } }, { for: { ms: 1 } }] });
  await at.shop.fail({ type: 'latency', ms: 60_000 });
  const answer = post(at.shop.url, PUSH);
  await expect.poll(async () => (await at.shop.requests()).requests.length).toBe(1);
  const { advancedMs } = await at.shop.clock({ advanceMs: 365 * 86_400_000 });
  expect(advancedMs).toBe(365 * 86_400_000);
  // What fell due behind them is done, too.
  expect((await at.shop.requests()).requests[0]?.outcome).toBe('accepted');
  expect((await answer).status).toBe(200);
});

test('phases of minutes, round and round, are where they belong when the clock was moved by a month', async () => {
  await at.shop.scenario({ loop: true, phases: [{ for: { ms: 60_000 } }, { for: { ms: 120_000 } }] });
  await at.shop.clock({ advanceMs: 30 * 86_400_000 + 70_001 });
  expect(await at.shop.scenario()).toMatchObject({ phase: 1, rounds: 14_400, remainingMs: 109_999 });
  await at.shop.clock({ advanceMs: 109_999 });
  expect(await at.shop.scenario()).toMatchObject({ phase: 0, rounds: 14_401, remainingMs: 60_000 });
});
