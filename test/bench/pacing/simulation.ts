import type { Clock } from 'imshop-push';
import type { Network } from './networks.js';
import { seeded } from './seeded.js';
import type { ServerModel } from './server-models.js';
import { SimulatedClock } from './simulated-clock.js';
import type { VirtualTime } from './virtual-time.js';

/** The environment of a sender. */
export interface World {
  readonly clock: Clock;
  readonly random: () => number;
  /** Sends one request; resolves with true if the answer was 429. */
  send(): Promise<boolean>;
  /** A request of another sender, which arrives now and is not counted. */
  intrude(): void;
}

/** Sends as much as it may, without an end. */
export type Sender = (world: World) => Promise<unknown>;

export interface Simulation {
  readonly sender: Sender;
  readonly network: Network;
  /** The servers that get the requests. */
  readonly models: readonly ServerModel[];
  readonly seed: number;
  /** The clock of the sender. @default a simulated clock */
  readonly timeFrom?: (beginMs: number) => VirtualTime;
}

/** The result of a run by one model. */
export interface Outcome {
  readonly model: ServerModel;
  readonly seed: number;
  readonly sent: number;
  /** Answers 429. */
  readonly denied: number;
}

export const SIMULATED_MS = 600_000;

const NOON_MS = Date.UTC(2026, 10, 24, 12);

/**
 * Ten minutes of sending, begun at any moment of the server's minute. All models hear the same requests, and one 429 among their
 * answers is a 429 to the sender: this is fair to a sender that does not listen.
 */
export async function simulateTogether({ sender, network, models, seed, timeFrom }: Simulation): Promise<Outcome[]> {
  const random = seeded(seed);
  const beginMs = NOON_MS + Math.floor(random() * 60_000);
  const clock = timeFrom?.(beginMs) ?? new SimulatedClock(beginMs);
  const servers = models.map((model) => ({ model, limiter: model.limiter(), denied: 0 }));
  const arrive = () => servers.filter(({ limiter }) => !limiter.admits(clock.now()));
  let sent = 0;
  const world: World = {
    clock,
    random,
    async send() {
      sent++;
      const { thereMs, backMs } = network.trip(random);
      await clock.sleep(thereMs);
      const deniers = arrive();
      for (const server of deniers) server.denied++;
      await clock.sleep(backMs);
      return deniers.length > 0;
    },
    intrude: arrive,
  };
  // The sender never comes to an end, but it may fail.
  await Promise.race([clock.pass(SIMULATED_MS), sender(world)]);
  return servers.map(({ model, denied }) => ({ model, seed, sent, denied }));
}

/** As if each model had been alone. They share runs as long as nobody denies anything: each alone would have said the same. */
export async function simulateApart(simulation: Simulation): Promise<Outcome[]> {
  const together = await simulateTogether(simulation);
  const deniers = together.filter(({ denied }) => denied > 0).map(({ model }) => model);
  if (deniers.length === 0 || together.length === 1) return together;
  const others = simulation.models.filter((model) => !deniers.includes(model));
  const outcomes: Outcome[] = [];
  for (const models of [others, ...deniers.map((model) => [model])]) {
    if (models.length > 0) outcomes.push(...(await simulateApart({ ...simulation, models })));
  }
  return outcomes;
}

/** The outcomes of `count` runs, seeded one by one from `firstSeed`. */
export async function simulateRuns(
  count: number,
  firstSeed: number,
  simulate: (seed: number) => Promise<readonly Outcome[]>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let run = 0; run < count; run++) outcomes.push(...(await simulate(firstSeed + run)));
  return outcomes;
}
