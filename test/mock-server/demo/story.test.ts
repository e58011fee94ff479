import { startMock } from 'imshop-mock';
import { play, type Scene, type SceneKind, story } from 'imshop-mock/demo';
import { describe, expect, test } from 'vitest';
import { SEED } from '../../workspace/seed.js';
import { ManualClock } from '../manual-clock.js';
import { leaping } from './leaping-clock.js';

const SEEDS = Array.from({ length: 5 }, (_, index) => SEED + index);

/** Two rounds of the story. */
const SCENES = 48;

test(`the same seed tells the same story, another seed another (seed ${SEED})`, () => {
  expect(told(SEED)).toEqual(told(SEED));
  expect(told(SEED)).not.toEqual(told(SEED + 1));
});

test.each(SEEDS)('what customers read is Russian, and no blank is left (seed %i)', (seed) => {
  for (const { body } of told(seed).filter(({ kind }) => kind === 'good')) {
    const { message } = JSON.parse(body) as { message: { title: string; summary: string } };
    expect(`${message.title} ${message.summary}`).toMatch(/[а-яё]{3}/i);
    expect(body).not.toMatch(/undefined|\{\w+\}|[a-z]{3,} [a-z]{3,}/);
  }
});

test.each(SEEDS)('has every mistake, each seldom (seed %i)', (seed) => {
  const count = (kind: SceneKind) => told(seed).filter((scene) => scene.kind === kind).length;
  const mistakes = (['formatted-phone', 'invalid-body', 'duplicate', 'hurried'] as const).map(count);
  expect(mistakes).toEqual([4, 4, 4, 10]);
});

describe('a mock without faults takes', () => {
  test.each(SEEDS)('all but the planned mistakes, and finds nothing unwise in the rest (seed %i)', async (seed) => {
    const scenes = told(seed);
    const clock = new ManualClock();
    await using mock = await startMock({ clock, seed });
    const stopping = new AbortController().signal;
    await play(scenes, { url: mock.url('demo'), clock: leaping(clock), stopping });

    const { requests } = await mock.integration('demo').requests();
    // Each was sent once: nothing had to be tried again.
    expect(requests.length).toBe(SCENES);
    const seen = scenes.map(({ kind }, index) => {
      const { status, advisories } = requests[index] ?? {};
      return { kind, status, advisories: advisories?.map(({ code }) => code) };
    });
    for (const { kind, status, advisories } of seen) {
      const text = JSON.stringify({ kind, status, advisories });
      expect(EXPECTED[kind], text).toContain(status);
      expect(advisories, text).toEqual(status === 200 ? (ADVISED[kind] ?? []) : []);
    }
    const refused = seen.filter(({ status }) => status === 429).length;
    expect(refused).toBeGreaterThanOrEqual(2);
    expect(refused).toBeLessThanOrEqual(8);
  });
});

const EXPECTED: Readonly<Record<SceneKind, readonly number[]>> = {
  good: [200],
  'formatted-phone': [200],
  duplicate: [200],
  'invalid-body': [400],
  hurried: [200, 429],
};

const ADVISED: Readonly<Partial<Record<SceneKind, readonly string[]>>> = {
  'formatted-phone': ['phone-formatting'],
  duplicate: ['repeated-push'],
};

function told(seed: number): readonly Scene[] {
  const scenes: Scene[] = [];
  for (const scene of story(seed)) {
    scenes.push(scene);
    if (scenes.length === SCENES) break;
  }
  return scenes;
}
