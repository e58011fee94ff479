import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { pushBody } from '../../browser/send-push.js';
import type { MockProcess } from '../measuring/mock-process.js';

const PER_SECOND = 100;
const SECONDS = 10;
const SETTLE_MS = 1_000;

/** Measures the time from the answer at the sender to the row on the page, by one machine's clock. */
export async function measureLatency(
  browser: Browser,
  { mock }: MockProcess,
): Promise<readonly (readonly [string, string])[]> {
  const { url } = mock.integration();
  const agent = new Agent({ keepAlive: true });
  await post(url, pushBody({ title: 'Push 0' }), agent);
  const page = await browser.newPage();
  await page.goto(mock.origin);
  await page.getByText('Push 0').first().waitFor();
  await recordRows(page);
  const answeredAtMs = await sendSteadily(url, agent);
  await wait(SETTLE_MS);
  const seenAtMs = await page.evaluate(() => Object.entries((window as unknown as RowTimes).seenAtMs));
  await page.close();
  agent.destroy();
  const latenciesMs = seenAtMs.flatMap(([title, atMs]) => {
    const answered = answeredAtMs.get(title);
    return answered === undefined ? [] : [atMs - answered];
  });
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (part: number) => `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]} ms`;
  return [
    [`answer to row at ${PER_SECOND} a second`, `p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}`],
    ['rows seen of those sent', `${sorted.length} of ${answeredAtMs.size}`],
  ];
}

interface RowTimes {
  seenAtMs: Record<string, number>;
}

/** Makes the page record when each title first appears in the list. */
function recordRows(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seenAtMs: Record<string, number> = {};
    (window as unknown as RowTimes).seenAtMs = seenAtMs;
    const record = () => {
      for (const title of document.querySelectorAll('[aria-posinset] bdi'))
        seenAtMs[title.textContent ?? ''] ??= Date.now();
    };
    new MutationObserver(record).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

async function sendSteadily(url: string, agent: Agent): Promise<Map<string, number>> {
  const answeredAtMs = new Map<string, number>();
  const sent: Promise<void>[] = [];
  const startedAtMs = performance.now();
  for (let number = 1; number <= PER_SECOND * SECONDS; number += 1) {
    const title = `Push ${number}`;
    sent.push(post(url, pushBody({ title }), agent).then(() => void answeredAtMs.set(title, Date.now())));
    const dueMs = (number * 1000) / PER_SECOND;
    await wait(Math.max(0, startedAtMs + dueMs - performance.now()));
  }
  await Promise.all(sent);
  return answeredAtMs;
}

function post(url: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', resolve);
    });
    call.once('error', reject).end(body);
  });
}
