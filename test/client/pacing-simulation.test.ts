import { describe, expect, it } from 'vitest';
import { NEAR, NETWORKS, SLOW, SLOW_THERE } from '../bench/pacing/networks.js';
import { burned, fromSendToSend, pacedProcesses, restarted } from '../bench/pacing/senders.js';
import { ALL_MODELS, EVEN_MODELS, SLIDING_COUNTER } from '../bench/pacing/server-models.js';
import { type Outcome, type Sender, simulateApart, simulateRuns } from '../bench/pacing/simulation.js';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';

const RUNS = howOften(300, 50);

/** Enough if every run shows the effect. */
const FEW_RUNS = 30;

/** A run takes about a millisecond; a busy machine may take far longer. */
const TIMEOUT_MS = 60_000;

/** Requests of a run in ten minutes, if each is answered after 60 to 120 ms. */
const LEAST_SENT = { always: 97, afterPenalty: 79 };

/** Requests that are not sent while an interrupted one may still arrive: for its time-out and a gap, 36 s. */
const HELD_UP = 6;

const unexpected = (isExpected: (outcome: Outcome) => boolean, outcomes: readonly Outcome[]) =>
  outcomes.filter((outcome) => !isExpected(outcome)).map(({ model, ...rest }) => ({ model: model.name, ...rest }));

const mostDenied = (model: Outcome['model']) => (model === SLIDING_COUNTER ? 1 : 0);

const leastSent = (model: Outcome['model']) =>
  model === SLIDING_COUNTER ? LEAST_SENT.afterPenalty : LEAST_SENT.always;

describe.each([1, 2])(`paced, processes: %i, ${RUNS} runs of ten minutes from seed ${SEED}`, (processes) => {
  const sender = pacedProcesses(processes);

  it.each(NETWORKS)(
    'gets no 429, and one of a sliding counter: $name',
    async (network) => {
      const outcomes = await simulateRuns(RUNS, SEED, (seed) =>
        simulateApart({ sender, network, models: ALL_MODELS, seed }),
      );
      expect(outcomes).toHaveLength(RUNS * ALL_MODELS.length);
      expect(unexpected(({ model, denied }) => denied <= mostDenied(model), outcomes)).toEqual([]);
      if (network === NEAR) expect(unexpected(({ model, sent }) => sent >= leastSent(model), outcomes)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

it.each([NEAR, SLOW])(
  'gets no 429 after it was killed and restarted: $name',
  async (network) => {
    const outcomes = await simulateRuns(RUNS, SEED, (seed) =>
      simulateApart({ sender: restarted, network, models: ALL_MODELS, seed }),
    );
    expect(unexpected(({ model, denied }) => denied <= mostDenied(model), outcomes)).toEqual([]);
    if (network === NEAR)
      expect(unexpected(({ model, sent }) => sent >= leastSent(model) - HELD_UP, outcomes)).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  'gets one 429 if another sender has just used up the limit',
  async () => {
    const outcomes = await simulateRuns(FEW_RUNS, SEED, (seed) =>
      simulateApart({ sender: burned, network: NEAR, models: EVEN_MODELS, seed }),
    );
    expect(unexpected(({ denied, sent }) => denied === 1 && sent >= LEAST_SENT.afterPenalty, outcomes)).toEqual([]);
  },
  TIMEOUT_MS,
);

const BAD_SENDERS: readonly (readonly [name: string, sender: Sender, caughtBy: readonly string[]])[] = [
  ['counts from its sending', fromSendToSend(6_100), ['sliding log', 'log + denied', 'GCRA burst 1']],
  ['leaves 5.9 s', pacedProcesses(1, { requests: 10, windowMs: 58_000 }), ['GCRA burst 1']],
  [
    'shares no store with another',
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
