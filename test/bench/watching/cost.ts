import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Browser } from 'playwright-core';
import type { MockProcess } from './mock-process.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const ROUND_MS = 3_000;
const CONNECTIONS = 8;

interface Round {
  readonly perSecond: number;
  readonly cpuMsEach: number;
}

/** The same load by turns with the page open and closed: what watching takes from the mock. */
export async function costOfWatching(
  browser: Browser,
  process: MockProcess,
): Promise<readonly (readonly [string, string])[]> {
  const [open, closed]: [Round[], Round[]] = [[], []];
  await play(process);
  for (let number = 0; number < ROUNDS; number += 1) {
    closed.push(await play(process));
    const page = await browser.newPage();
    await page.goto(process.mock.origin);
    await page.getByText('Under load').first().waitFor();
    open.push(await play(process));
    await page.close();
  }
  const throughput = ratio(open, closed, ({ perSecond }) => perSecond);
  const cpu = ratio(open, closed, ({ cpuMsEach }) => cpuMsEach);
  return [
    ['requests a second, page open : closed', throughput],
    ["mock's processor time a request, page open : closed", cpu],
  ];
}

async function play(process: MockProcess): Promise<Round> {
  const cpuBeforeMs = process.cpuMs();
  const workerData = { url: process.mock.url(), connections: CONNECTIONS, forMs: ROUND_MS };
  const [answered] = await once(new Worker(new URL('./load.js', import.meta.url), { workerData }), 'message');
  return {
    perSecond: (Number(answered) * 1000) / ROUND_MS,
    cpuMsEach: (process.cpuMs() - cpuBeforeMs) / Number(answered),
  };
}

function ratio(open: readonly Round[], closed: readonly Round[], of: (round: Round) => number): string {
  const [one, other] = [median(open.map(of)), median(closed.map(of))];
  return `${(one / other).toFixed(2)} (${Number(one.toPrecision(3))} : ${Number(other.toPrecision(3))})`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
