import { type RequestRecord, startMock } from 'imshop-mock';
import { DEMO_SCENARIO, demoTraffic, sendTraffic } from 'imshop-mock/demo';
import { describe, expect, test } from 'vitest';
import { SEED } from '../../workspace/seed.js';
import { ManualClock } from '../manual-clock.js';
import { leaping } from './leaping-clock.js';

const MINUTE_MS = 60_000;

describe(`six simulated minutes (seed ${SEED})`, () => {
  test('begin with four requests within two seconds, and never pause for long', async () => {
    const arrivals = (await sentWithin(6)).map(({ atMs }) => atMs);
    expect(arrivals.filter((atMs) => atMs <= 2_000)).toHaveLength(4);
    const gaps = arrivals.slice(1).map((atMs, index) => atMs - (arrivals[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(12_000);
  });

  test('have an outage from minute three to five, and none before or after', async () => {
    const requests = await sentWithin(6);
    const during = (from: number, until: number) =>
      requests.filter(({ atMs }) => atMs >= from * MINUTE_MS && atMs < until * MINUTE_MS);
    const faults = (some: readonly SentRequest[]) => [...new Set(some.map(({ fault }) => fault?.type))].toSorted();
    expect(faults(during(0, 3))).toEqual([undefined]);
    expect(faults(during(3, 4))).toEqual(['status']);
    expect(faults(during(4, 5))).toEqual(['reset', undefined]);
    expect(faults(during(5, 6))).toEqual([undefined]);
  });

  test('have retries of lost answers, so that some customers get a push twice', async () => {
    const requests = await sentWithin(6);
    const lost = requests.filter(({ fault, status }) => fault?.type === 'reset' && status === null);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.filter(({ body }) => requests.filter((other) => same(other.body, body)).length > 1)).not.toEqual([]);
  });

  test('name the sender', async () => {
    for (const { headers } of await sentWithin(1))
      expect(JSON.stringify(headers)).toMatch(/"imshop-mock-demo\/[\d.]+"/);
  });
});

test('sending ends when the signal aborts', async () => {
  await using mock = await startMock();
  const stopping = new AbortController();
  const clock = { now: () => 0, after: () => () => {} };
  await sendTraffic(demoTraffic(SEED), {
    url: mock.url('demo'),
    clock,
    signal: stopping.signal,
    onAnswer: () => setImmediate(() => stopping.abort()),
  });
  expect((await mock.integration('demo').get()).counters.requests).toBe(1);
});

interface SentRequest extends RequestRecord {
  /** Time since the start. */
  readonly atMs: number;
}

async function sentWithin(minutes: number): Promise<readonly SentRequest[]> {
  const clock = new ManualClock();
  const startMs = clock.now();
  await using mock = await startMock({ clock, seed: SEED });
  await mock.integration('demo').scenario(DEMO_SCENARIO);
  const stopping = new AbortController();
  await sendTraffic(demoTraffic(SEED), {
    url: mock.url('demo'),
    clock: leaping(clock),
    signal: stopping.signal,
    onAnswer: () => clock.now() - startMs > minutes * MINUTE_MS && stopping.abort(),
  });
  const { requests } = await mock.integration('demo').requests();
  return requests.map((request) => ({ ...request, atMs: Date.parse(request.receivedAt) - startMs }));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
