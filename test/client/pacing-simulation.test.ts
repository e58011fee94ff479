import { describe, expect, it } from 'vitest';
import { NEAR, NETWORKS, SLOW, SLOW_THERE } from '../bench/pacing/networks.js';
import { burned, fromSendToSend, pacedProcesses, restarted } from '../bench/pacing/senders.js';
import { ALL_MODELS, EVEN_MODELS, SLIDING_COUNTER } from '../bench/pacing/server-models.js';
import { type Outcome, type Sender, simulateApart, simulateRuns } from '../bench/pacing/simulation.js';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';

const RUNS = howOften(300, 50);

/** Enough where every run shows what is to be shown. */
const FEW_RUNS = 30;

/** A run takes about a millisecond; a busy machine may take far longer. */
const TIMEOUT_MS = 60_000;

/** What a run sends in ten minutes where a request is answered after 60 to 120 ms. */
const LEAST_SENT = { always: 97, afterStrike: 79 };

/** What is not sent while a request in doubt may still arrive: for its timeout and a gap, 36 s. */
const HELD_UP = 6;

const strange = (isExpected: (outcome: Outcome) => boolean, outcomes: readonly Outcome[]) =>
  outcomes.filter((outcome) => !isExpected(outcome)).map(({ model, ...rest }) => ({ model: model.name, ...rest }));

const mostDenied = (model: Outcome['model']) => (model === SLIDING_COUNTER ? 1 : 0);

const leastSent = (model: Outcome['model']) => (model === SLIDING_COUNTER ? LEAST_SENT.afterStrike : LEAST_SENT.always);

describe.each([1, 2])(`paced, processes: %i, ${RUNS} runs of ten minutes from seed ${SEED}`, (processes) => {
  const sender = pacedProcesses(processes);

  it.each(NETWORKS)(
    'is never answered 429, but once by a sliding counter: $name',
    async (network) => {
      const outcomes = await simulateRuns(RUNS, SEED, (seed) =>
        simulateApart({ sender, network, models: ALL_MODELS, seed }),
      );
      expect(outcomes).toHaveLength(RUNS * ALL_MODELS.length);
      expect(strange(({ model, denied }) => denied <= mostDenied(model), outcomes)).toEqual([]);
      if (network === NEAR) expect(strange(({ model, sent }) => sent >= leastSent(model), outcomes)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

it.each([NEAR, SLOW])(
  'is not answered 429 after it was killed and begun anew: $name',
  async (network) => {
    const outcomes = await simulateRuns(RUNS, SEED, (seed) =>
      simulateApart({ sender: restarted, network, models: ALL_MODELS, seed }),
    );
    expect(strange(({ model, denied }) => denied <= mostDenied(model), outcomes)).toEqual([]);
    if (network === NEAR)
      expect(strange(({ model, sent }) => sent >= leastSent(model) - HELD_UP, outcomes)).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  'is answered 429 once where somebody has just used up the limit',
  async () => {
    const outcomes = await simulateRuns(FEW_RUNS, SEED, (seed) =>
      simulateApart({ sender: burned, network: NEAR, models: EVEN_MODELS, seed }),
    );
    expect(strange(({ denied, sent }) => denied === 1 && sent >= LEAST_SENT.afterStrike, outcomes)).toEqual([]);
  },
  TIMEOUT_MS,
);

const BAD_SENDERS: readonly (readonly [name: string, sender: Sender, caughtBy: readonly string[]])[] = [
  ['counts from its sending', fromSendToSend(6_100), ['sliding log', 'log + denied', 'GCRA burst 1']],
  ['leaves 5.9 s', pacedProcesses(1, { requests: 10, windowMs: 58_000 }), ['GCRA burst 1']],
  [
    'shares nothing with another',
    (world) => Promise.all([pacedProcesses(1)(world), pacedProcesses(1)(world)]),
    ALL_MODELS.map(({ name }) => name),
  ],
];

it.each(BAD_SENDERS)(
  'catches a sender that %s',
  async (_, sender, caughtBy) => {
    const outcomes = await simulateRuns(FEW_RUNS, SEED, (seed) =>
      simulateApart({ sender, network: SLOW_THERE, models: ALL_MODELS, seed }),
    );
    const deniers = new Set(outcomes.filter(({ denied }) => denied > 0).map(({ model }) => model.name));
    expect([...deniers]).toEqual(expect.arrayContaining([...caughtBy]));
  },
  TIMEOUT_MS,
);
