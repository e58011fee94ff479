import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { bodyOf } from '../../browser/pushes.js';
import type { MockProcess } from '../measuring/mock-process.js';

const PER_SECOND = 100;
const SECONDS = 10;
const SETTLE_MS = 1_000;

/** From the arrival of an answer at its sender to the row in the page; one machine, so one clock. */
export async function timeToRow(
  browser: Browser,
  { mock }: MockProcess,
): Promise<readonly (readonly [string, string])[]> {
  const { url } = mock.integration();
  const agent = new Agent({ keepAlive: true });
  await post(url, bodyOf({ title: 'Push 0' }), agent);
  const page = await browser.newPage();
  await page.goto(mock.origin);
  await page.getByText('Push 0').first().waitFor();
  await noteRows(page);
  const answeredAtMs = await sendSteadily(url, agent);
  await wait(SETTLE_MS);
  const seenAtMs = await page.evaluate(() => Object.entries((window as unknown as Noted).seenAtMs));
  await page.close();
  agent.destroy();
  const tookMs = seenAtMs.flatMap(([title, atMs]) => {
    const answered = answeredAtMs.get(title);
    return answered === undefined ? [] : [atMs - answered];
  });
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (part: number) => `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]} ms`;
  return [
    [`answer to row at ${PER_SECOND} a second`, `p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}`],
    ['rows seen of those sent', `${sorted.length} of ${answeredAtMs.size}`],
  ];
}

interface Noted {
  seenAtMs: Record<string, number>;
}

/** Has the page note when each title is first among its rows. */
function noteRows(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seenAtMs: Record<string, number> = {};
    (window as unknown as Noted).seenAtMs = seenAtMs;
    const note = () => {
      for (const title of document.querySelectorAll('[aria-posinset] bdi'))
        seenAtMs[title.textContent ?? ''] ??= Date.now();
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

async function sendSteadily(url: string, agent: Agent): Promise<Map<string, number>> {
  const answeredAtMs = new Map<string, number>();
  const sent: Promise<void>[] = [];
  const startedAtMs = performance.now();
  for (let number = 1; number <= PER_SECOND * SECONDS; number += 1) {
    const title = `Push ${number}`;
    sent.push(post(url, bodyOf({ title }), agent).then(() => void answeredAtMs.set(title, Date.now())));
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
