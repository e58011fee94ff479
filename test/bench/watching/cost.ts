import type { Browser } from 'playwright-core';
import { launchChromium } from '../../browser/chromium.js';
import { bodyOf } from '../../browser/pushes.js';
import { isolate } from '../measuring/cores.js';
import { requestText } from '../measuring/load/job.js';
import { LoadProcess } from '../measuring/load/load-process.js';
import type { MockProcess } from '../measuring/mock-process.js';
import { integerFrom } from '../measuring/options.js';
import { median } from '../measuring/statistics.js';

const ROUNDS = integerFrom('ROUNDS', 5);
const ROUND_MS = 3_000;
const CONNECTIONS = 8;
/** Less than any machine can bear, so that page open and closed the mock does the same work. */
const STEADY_PER_SECOND = 2000;

interface Round {
  readonly perSecond: number;
  readonly cpuMsEach: number;
}

/**
 * The same load by turns with the page open and closed: what watching takes from the mock. At a steady rate its processor time says
 * it; as fast as it goes, whoever sends waits for the browser too wherever there are but two cores.
 */
export async function costOfWatching(_: Browser, mock: MockProcess): Promise<readonly (readonly [string, string])[]> {
  const isIsolated = isolate(mock.pid, [process.pid]);
  // What is started from now on runs where this process may.
  const browser = await launchChromium();
  if (!browser) return [];
  try {
    await using load = new LoadProcess(false);
    const steady = await inTurns(browser, mock, () => play(mock, load, STEADY_PER_SECOND));
    const fast = await inTurns(browser, mock, () => play(mock, load));
    return [
      ['the mock has a core of its own', isIsolated ? 'yes' : 'no'],
      [`what watching takes of that core at ${STEADY_PER_SECOND} requests a second`, share(steady)],
      ['requests a second as fast as it goes, page open : closed', ratio(fast, ({ perSecond }) => perSecond)],
    ];
  } finally {
    await browser.close();
  }
}

interface Turns {
  readonly open: readonly Round[];
  readonly closed: readonly Round[];
}

async function inTurns(browser: Browser, mock: MockProcess, round: () => Promise<Round>): Promise<Turns> {
  const [open, closed]: [Round[], Round[]] = [[], []];
  await round();
  for (let number = 0; number < ROUNDS; number += 1) {
    closed.push(await round());
    const page = await browser.newPage();
    await page.goto(mock.mock.origin);
    await page.getByText('Under load').first().waitFor();
    open.push(await round());
    await page.close();
  }
  return { open, closed };
}

async function play(mock: MockProcess, load: LoadProcess, perSecond?: number): Promise<Round> {
  const cpuBeforeMs = mock.cpuMs();
  const { port, pathname } = new URL(mock.mock.url());
  const { answered, perSecond: reached } = await load.run({
    port: Number(port),
    requests: [requestText(pathname, bodyOf({ title: 'Under load' }))],
    status: 200,
    connections: CONNECTIONS,
    forMs: ROUND_MS,
    ...(perSecond === undefined ? {} : { perSecond }),
  });
  return { perSecond: reached, cpuMsEach: (mock.cpuMs() - cpuBeforeMs) / answered };
}

function share({ open, closed }: Turns): string {
  const [one, other] = [open, closed].map((rounds) => median(rounds.map(({ cpuMsEach }) => cpuMsEach)));
  const takenMs = ((one ?? 0) - (other ?? 0)) * STEADY_PER_SECOND;
  return `${(takenMs / 10).toFixed(1)} % (${one?.toFixed(3)} : ${other?.toFixed(3)} ms a request)`;
}

function ratio({ open, closed }: Turns, of: (round: Round) => number): string {
  const [one, other] = [median(open.map(of)), median(closed.map(of))];
  return `${(one / other).toFixed(2)} (${Number(one.toPrecision(3))} : ${Number(other.toPrecision(3))})`;
}
