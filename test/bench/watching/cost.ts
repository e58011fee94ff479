import type { Browser } from 'playwright-core';
import { launchChromium } from '../../browser/launch-chromium.js';
import { pushBody } from '../../browser/send-push.js';
import { isolate } from '../measuring/cores.js';
import { requestText } from '../measuring/load/job.js';
import { LoadProcess } from '../measuring/load/load-process.js';
import type { MockProcess } from '../measuring/mock-process.js';
import { integerFrom } from '../measuring/options.js';
import { median } from '../measuring/statistics.js';

const ROUNDS = integerFrom('ROUNDS', 5);
const ROUND_MS = 3_000;
const CONNECTIONS = 8;
/** A rate that any machine sustains, so that the mock does the same work with the page open and closed. */
const STEADY_PER_SECOND = 2000;

interface Round {
  readonly perSecond: number;
  readonly cpuMsEach: number;
}

/**
 * Measures the cost of watching: the same load in turns with the page open and closed. At a steady rate the figure is the mock's
 * processor time. At full speed on two cores the sender waits for the browser too.
 */
export async function measureCost(_: Browser, mock: MockProcess): Promise<readonly (readonly [string, string])[]> {
  const isIsolated = isolate(mock.pid, [process.pid]);
  // Processes started from now on run on this process's cores.
  const browser = await launchChromium();
  if (!browser) return [];
  try {
    await using load = new LoadProcess(false);
    const steady = await alternate(browser, mock, () => runLoad(mock, load, STEADY_PER_SECOND));
    const fast = await alternate(browser, mock, () => runLoad(mock, load));
    return [
      ['the mock has a core of its own', isIsolated ? 'yes' : 'no'],
      [`what watching takes of that core at ${STEADY_PER_SECOND} requests a second`, share(steady)],
      ['requests a second as fast as it goes, page open : closed', ratio(fast, ({ perSecond }) => perSecond)],
    ];
  } finally {
    await browser.close();
  }
}

interface Comparison {
  readonly open: readonly Round[];
  readonly closed: readonly Round[];
}

async function alternate(browser: Browser, mock: MockProcess, round: () => Promise<Round>): Promise<Comparison> {
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

async function runLoad(mock: MockProcess, load: LoadProcess, perSecond?: number): Promise<Round> {
  const cpuBeforeMs = mock.cpuMs();
  const { port, pathname } = new URL(mock.mock.url());
  const { answered, perSecond: reached } = await load.run({
    port: Number(port),
    requests: [requestText(pathname, pushBody({ title: 'Under load' }))],
    status: 200,
    connections: CONNECTIONS,
    forMs: ROUND_MS,
    ...(perSecond === undefined ? {} : { perSecond }),
  });
  return { perSecond: reached, cpuMsEach: (mock.cpuMs() - cpuBeforeMs) / answered };
}

function share({ open, closed }: Comparison): string {
  const [one, other] = [open, closed].map((rounds) => median(rounds.map(({ cpuMsEach }) => cpuMsEach)));
  const takenMs = ((one ?? 0) - (other ?? 0)) * STEADY_PER_SECOND;
  return `${(takenMs / 10).toFixed(1)} % (${one?.toFixed(3)} : ${other?.toFixed(3)} ms a request)`;
}

function ratio({ open, closed }: Comparison, of: (round: Round) => number): string {
  const [one, other] = [median(open.map(of)), median(closed.map(of))];
  return `${(one / other).toFixed(2)} (${Number(one.toPrecision(3))} : ${Number(other.toPrecision(3))})`;
}
