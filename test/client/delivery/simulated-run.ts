import type { PushRequest } from 'imshop-contracts';
import { type ClientOptions, type Outcome, PushClient, type Report, type Transport } from 'imshop-push';
import { SimulatedClock } from '../../bench/pacing/simulated-clock.js';
import { type Evidence, NO_ANSWER } from './evidence.js';

/** The result of a request, by its number from 0 and its ids. */
export type Script = (request: number, ids: readonly string[]) => Evidence;

export interface SimulatedRun {
  readonly report: Report;
  /** The ids of each request. */
  readonly requests: readonly (readonly string[])[];
  /** Simulated milliseconds from the beginning to each request. */
  readonly atMs: readonly number[];
}

const NOON_MS = Date.UTC(2026, 10, 24, 12);
const MONTH_MS = 30 * 86_400_000;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Sends to the customers `a`, `b`, `c` and so on by a script, in simulated time. */
export async function simulate(
  count: number,
  script: Script,
  options: Omit<ClientOptions, 'url' | 'transport' | 'clock'> = {},
): Promise<SimulatedRun> {
  const clock = new SimulatedClock(NOON_MS);
  const requests: (readonly string[])[] = [];
  const atMs: number[] = [];
  const transport: Transport = {
    async post({ body }, signal) {
      const { userIds } = JSON.parse(body) as PushRequest;
      const evidence = script(requests.length, userIds);
      requests.push(userIds);
      atMs.push(clock.monotonic());
      return evidence === NO_ANSWER ? { type: 'sent', error: await aborted(signal) } : evidence;
    },
  };
  const client = new PushClient({ url: 'https://vendor.test/slug', random: () => 0.5, ...options, transport, clock });
  const sending = client.send({
    userIds: LETTERS.slice(0, count).split(''),
    message: { title: 'Заказ 1042', summary: 'Уже в пути' },
  });
  await clock.pass(MONTH_MS);
  return { report: await sending, requests, atMs };
}

/** Formats an outcome: `a,b: not-sent halted`, with `twice?` for a possible duplicate. */
export function describeOutcome(outcome: Outcome): string {
  const words = [outcome.state, outcome.state === 'not-sent' && outcome.reason, outcome.possibleDuplicate && 'twice?'];
  return `${outcome.ids}: ${words.filter(Boolean).join(' ')}`;
}

function aborted(signal: AbortSignal): Promise<Error> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(new Error(String(signal.reason))), { once: true });
  });
}
