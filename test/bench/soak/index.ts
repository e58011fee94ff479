import { canPin } from '../measuring/cores.js';
import { MockProcess } from '../measuring/mock-process.js';
import { integerFrom, namesFrom } from '../measuring/options.js';
import { seeded } from '../pacing/seeded.js';
import { curveLine, summary } from './curve.js';
import { KINDS, prepare } from './kinds.js';
import { Mixture } from './mixture.js';
import { Sender } from './sender.js';
import { judge, type Sample } from './verdict.js';
import { Watcher } from './watcher.js';

/*
 * A million requests of many kinds to one mock that is watched all the while, and what it holds of memory. Exit code 1 where it holds
 * a fifth more at the end than after the warm-up, by when everything that is bounded is full. Set in the environment:
 *
 *   REQUESTS=1000000       requests in all
 *   WARM_UP=200000         requests of the warm-up among them
 *   SAMPLE_EVERY=10000     requests between two looks at the memory
 *   MAX_GROWTH_PERCENT=20  what it may grow by after the warm-up
 *   CONNECTIONS=32         requests at a time
 *   KINDS='one id,reset'   some of the kinds in kinds.ts, to see which of them makes it grow
 *   SEED=20261124          what draws the kinds
 */
const REQUESTS = integerFrom('REQUESTS', 1_000_000);
const WARM_UP = integerFrom('WARM_UP', Math.floor(REQUESTS / 5), REQUESTS - 1);
const SAMPLE_EVERY = integerFrom('SAMPLE_EVERY', Math.ceil(REQUESTS / 100), WARM_UP);
const MAX_GROWTH = integerFrom('MAX_GROWTH_PERCENT', 20) / 100;
const CONNECTIONS = integerFrom('CONNECTIONS', 32, 1000);
const SEED = integerFrom('SEED', 20_261_124, 2 ** 31);
/** Never reached, and counted all the same. */
const HIGH_RATE = '1000000/1s';

await using soaked = await MockProcess.start({ flags: ['--rate-limit', HIGH_RATE], isPinned: canPin() });
const { mock } = soaked;
await prepare(mock);
using watcher = await Watcher.watch(mock.origin);

const names = namesFrom(
  'KINDS',
  KINDS.map(({ name }) => name),
);
const mixture = new Mixture(
  KINDS.filter(({ name }) => names.includes(name)),
  seeded(SEED),
);
const endings = new Map(names.map((name) => [name, 0]));
const samples: Sample[] = [];
const startMs = performance.now();
let sent = 0;
let answered = 0;
const port = Number(new URL(mock.origin).port);
await Promise.all(Array.from({ length: CONNECTIONS }, sendOn));
const verdict = judge(samples, WARM_UP, MAX_GROWTH);
process.stdout.write(
  summary({
    endings,
    verdict,
    maxGrowth: MAX_GROWTH,
    seconds: (performance.now() - startMs) / 1000,
    watcher,
    seed: SEED,
  }),
);
process.exitCode = verdict.passed ? 0 : 1;

async function sendOn(): Promise<void> {
  const sender = new Sender(port);
  while (sent < REQUESTS) {
    sent += 1;
    const kind = mixture.draw();
    const ending = await sender.send(kind.request(sent), kind.ending);
    if (ending !== kind.ending) throw new Error(`${kind.name}: ${ending}, not ${kind.ending}; seed ${SEED}`);
    endings.set(kind.name, (endings.get(kind.name) ?? 0) + 1);
    answered += 1;
    if (answered % SAMPLE_EVERY === 0) await look(answered);
  }
  sender.close();
}

async function look(requests: number): Promise<void> {
  const sample = { requests, residentMb: soaked.residentMb, ...(await soaked.memory()) };
  samples.push(sample);
  process.stdout.write(`${curveLine(sample, (performance.now() - startMs) / 1000)}\n`);
}
