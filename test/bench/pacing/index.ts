import { integerFrom } from '../measuring/options.js';
import { fakeTimersClock } from './fake-timers-clock.js';
import { LIBRARIES } from './library-senders.js';
import { NEAR, NETWORKS, SELDOM_LATE, SLOW, SLOW_THERE } from './networks.js';
import { burned, fromSendToSend, pacedProcesses, restarted } from './senders.js';
import { ALL_MODELS } from './server-models.js';
import {
  type Outcome,
  SIMULATED_MS,
  type Simulation,
  simulateApart,
  simulateRuns,
  simulateTogether,
} from './simulation.js';
import { outcomeTable, type Row } from './table.js';

/** Requests sent and 429s got in ten simulated minutes, by client, network and the way in which the server counts. */
const SEEDS = integerFrom('SEEDS', 300);

/** Libraries take longer, and are not what is to be proved. */
const LIBRARY_SEEDS = Math.min(20, SEEDS);

type Case = Pick<Simulation, 'sender' | 'network' | 'timeFrom'>;

/** Slows down after a 429, so that what it sends depends on the server. */
function listening(one: Case): Promise<Outcome[]> {
  return simulateRuns(SEEDS, 0, (seed) => simulateApart({ ...one, models: ALL_MODELS, seed }));
}

/** Never hears of a 429, so that it sends the same to every server. */
function deaf(one: Case, seeds: number): Promise<Outcome[]> {
  return simulateRuns(seeds, 0, (seed) => simulateTogether({ ...one, models: ALL_MODELS, seed }));
}

const begun = performance.now();
const rows: Row[] = [];
for (const network of NETWORKS) {
  for (const processes of [1, 2]) {
    const outcomes = await listening({ sender: pacedProcesses(processes), network });
    rows.push({ client: 'imshop-push', network, processes, seeds: SEEDS, outcomes });
  }
}
const incidents = [
  ['killed and restarted', restarted, NEAR],
  ['killed and restarted', restarted, SLOW],
  ['limit already burned', burned, NEAR],
] as const;
for (const [what, sender, network] of incidents) {
  const outcomes = await listening({ sender, network });
  rows.push({ client: `imshop-push, ${what}`, network, processes: 1, seeds: SEEDS, outcomes });
}
// How long answers are under way makes no difference to who does not wait for them.
for (const network of [NEAR, SLOW_THERE, SELDOM_LATE]) {
  const outcomes = await deaf({ sender: fromSendToSend(6_100), network }, SEEDS);
  rows.push({ client: 'every 6.1 s, from send to send', network, processes: 1, seeds: SEEDS, outcomes });
  for (const [client, sender] of LIBRARIES) {
    const outcomes = await deaf({ sender, network, timeFrom: fakeTimersClock }, LIBRARY_SEEDS);
    rows.push({ client, network, processes: 1, seeds: LIBRARY_SEEDS, outcomes });
  }
}
const seconds = ((performance.now() - begun) / 1000).toFixed(0);
process.stdout.write(
  `Sent in ${SIMULATED_MS / 60_000} simulated minutes / mean 429s (most in one run); took ${seconds} s\n\n${outcomeTable(ALL_MODELS, rows)}\n`,
);
