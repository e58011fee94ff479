import { startMock } from 'imshop-mock';
import { type DemoRequest, type DemoRequestType, demoTraffic, sendTraffic } from 'imshop-mock/demo';
import { describe, expect, test } from 'vitest';
import { SEED } from '../../workspace/seed.js';
import { ManualClock } from '../manual-clock.js';
import { leaping } from './leaping-clock.js';

const SEEDS = Array.from({ length: 5 }, (_, index) => SEED + index);

/** Two rounds of the traffic. */
const COUNT = 48;

test(`the same seed gives the same traffic, another seed another (seed ${SEED})`, () => {
  expect(requestsOf(SEED)).toEqual(requestsOf(SEED));
  expect(requestsOf(SEED)).not.toEqual(requestsOf(SEED + 1));
});

test.each(SEEDS)('the texts are Russian, and every blank is filled in (seed %i)', (seed) => {
  for (const { body } of requestsOf(seed).filter(({ type }) => type === 'valid')) {
    const { message } = JSON.parse(body) as { message: { title: string; summary: string } };
    expect(`${message.title} ${message.summary}`).toMatch(/[а-яё]{3}/i);
    expect(body).not.toMatch(/undefined|\{\w+\}|[a-z]{3,} [a-z]{3,}/);
  }
});

test.each(SEEDS)('contains every mistake, each seldom (seed %i)', (seed) => {
  const count = (type: DemoRequestType) => requestsOf(seed).filter((request) => request.type === type).length;
  const mistakes = (['formatted-phone', 'invalid-body', 'duplicate', 'burst'] as const).map(count);
  expect(mistakes).toEqual([4, 4, 4, 10]);
});

describe('a mock without faults accepts', () => {
  test.each(SEEDS)('all but the deliberate mistakes, and has no advisory for the rest (seed %i)', async (seed) => {
    const sent = requestsOf(seed);
    const clock = new ManualClock();
    await using mock = await startMock({ clock, seed });
    const { signal } = new AbortController();
    await sendTraffic(sent, { url: mock.url('demo'), clock: leaping(clock), signal });

    const { requests } = await mock.integration('demo').requests();
    // Each was sent once: there was nothing to retry.
    expect(requests.length).toBe(COUNT);
    const seen = sent.map(({ type }, index) => {
      const { status, advisories } = requests[index] ?? {};
      return { type, status, advisories: advisories?.map(({ code }) => code) };
    });
    for (const { type, status, advisories } of seen) {
      const text = JSON.stringify({ type, status, advisories });
      expect(EXPECTED[type], text).toContain(status);
      expect(advisories, text).toEqual(status === 200 ? (ADVISED[type] ?? []) : []);
    }
    const refused = seen.filter(({ status }) => status === 429).length;
    expect(refused).toBeGreaterThanOrEqual(2);
    expect(refused).toBeLessThanOrEqual(8);
  });
});

const EXPECTED: Readonly<Record<DemoRequestType, readonly number[]>> = {
  valid: [200],
  'formatted-phone': [200],
  duplicate: [200],
  'invalid-body': [400],
  burst: [200, 429],
};

const ADVISED: Readonly<Partial<Record<DemoRequestType, readonly string[]>>> = {
  'formatted-phone': ['phone-formatting'],
  duplicate: ['repeated-push'],
};

function requestsOf(seed: number): readonly DemoRequest[] {
  const traffic = demoTraffic(seed);
  return Array.from({ length: COUNT }, () => traffic.next().value);
}
