// Sends a push to every customer of a job, at most once: a request that may have been delivered is never repeated.
// Started again with the same job, it resumes. Two senders at the same time share the rate limit.
// Exit code 0: every push was accepted. 1: some were not, or their result is unknown; standard error gives the reason.
//
//   IMSHOP_PUSH_URL=https://... IMSHOP_JOB=job.json node send.mjs
//
// Node.js 20, no package; Linux and Windows (on other systems two senders do not share the limit).
// job.json: {"userIds": ["79991234567"], "message": {"title": "", "summary": ""}, "deeplink": ""}
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const PUSH_URL = process.env.IMSHOP_PUSH_URL;
const JOB_FILE = process.env.IMSHOP_JOB;
const LIMIT_REQUESTS = Number(process.env.IMSHOP_RATE_LIMIT_REQUESTS ?? 10);
const WINDOW_MS = Number(process.env.IMSHOP_RATE_LIMIT_WINDOW_MS ?? 60_000);
const TIMEOUT_MS = Number(process.env.IMSHOP_TIMEOUT_MS ?? 75_000);
const PACE_MS = (WINDOW_MS / LIMIT_REQUESTS) * 1.02 + 50;
const MAX_WAIT_MS = 10 * WINDOW_MS;
const BATCH_SIZE = 1000;
const JOURNAL = `${JOB_FILE}.journal`;
const TURN = `imshop-${createHash('sha256').update(PUSH_URL).digest('hex')}`;
const TURN_FILE = `${tmpdir()}/${TURN}.turn`;

process.exitCode = (await sendAll(JSON.parse(read(JOB_FILE)))) ? 0 : 1;

async function sendAll(job) {
  const userIds = [...new Set(job.userIds)];
  let allAccepted = true;
  for (let number = 1, start = 0; start < userIds.length; number += 1, start += BATCH_SIZE) {
    const { title, summary } = job.message;
    const push = { userIds: userIds.slice(start, start + BATCH_SIZE), message: { title, summary } };
    if (job.deeplink) push.deeplink = job.deeplink;
    const { result, text } = await deliver(number, JSON.stringify(push));
    if (result === 'accepted') continue;
    allAccepted = false;
    process.stderr.write(`batch ${number} (from ${userIds[start]}) ${result}: ${text}\n`);
    if (result !== 'skipped') break;
  }
  return allAccepted;
}

async function deliver(number, body) {
  for (let attempt = 1; ; attempt += 1) {
    const lock = await lockTurn(); // one sender of this machine at a time; released when the process exits
    try {
      const known = lastResult(number);
      if (known === 'accepted') return { result: 'accepted' };
      if (known === 'intent') return { result: 'skipped', text: 'an earlier run may have delivered it' };
      const turnMs = Number(read(TURN_FILE)) - Date.now();
      if (turnMs > 0) await sleep(Math.min(turnMs, MAX_WAIT_MS));
      record(number, 'intent');
      pause(PACE_MS); // in case the sender is stopped before the answer
      const { result, text, tries = 0, pauseMs = PACE_MS } = judge(await post(body), attempt);
      if (result !== 'unknown') record(number, result);
      pause(pauseMs);
      if (attempt >= tries) return { result, text };
    } finally {
      lock?.close();
    }
  }
}

/** Returns the result of a batch, the maximum number of tries, and the pause before the next request. */
function judge({ sent, status, retryAfter, text }, attempt) {
  if (!sent) return { result: 'refused', text, tries: 6, pauseMs: (WINDOW_MS / 4) * attempt };
  if (status === 429) {
    const pauseMs = retryAfterMs(retryAfter) + 50;
    if (pauseMs > MAX_WAIT_MS) return { result: 'refused', text: `429, Retry-After: ${retryAfter}` };
    return { result: 'refused', text: 'still 429 after 5 tries', tries: 5, pauseMs };
  }
  const answer = parse(text);
  const reason = `${status ?? 'no answer:'} ${answer.message ?? answer.error ?? text.slice(0, 300)}`;
  if (status === 200 && answer.success === true) return { result: 'accepted' };
  if (status === 200 && answer.success === false) return { result: 'refused', text: reason };
  if (status >= 400 && status < 500) return { result: 'refused', text: reason };
  return { result: 'unknown', text: reason };
}

/** Reads seconds or a date; returns a full window if it is neither, or not in the future. */
function retryAfterMs(value = '') {
  let ms = 0;
  if (/^\d+$/.test(value)) ms = Number(value) * 1000;
  if (/^[A-Z].*GMT$/.test(value)) ms = Date.parse(value) - Date.now();
  return ms > 0 ? ms : WINDOW_MS;
}

function parse(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Connects before it sends, so a failed connection proves that nothing was sent. One time-out covers everything. */
function post(body) {
  const [{ request }, ready] = PUSH_URL.startsWith('https:') ? [https, 'secureConnect'] : [http, 'connect'];
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  const { promise, resolve } = withResolvers();
  let sent = false;
  const sending = request(PUSH_URL, { method: 'POST', headers, agent: false });
  const fail = (error) => resolve({ sent, text: error.message });
  const timer = setTimeout(() => fail(new Error(`no complete answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  sending.once('socket', (socket) =>
    socket.once(ready, () => {
      sent = true;
      sending.end(body);
    }),
  );
  sending.once('response', async (response) => {
    try {
      let text = '';
      for await (const part of response.setEncoding('utf8')) text += part;
      resolve({ sent, status: response.statusCode, retryAfter: response.headers['retry-after'], text });
    } catch (error) {
      fail(error);
    }
  });
  sending.on('error', fail).once('close', () => fail(new Error('closed')));
  return promise.finally(() => {
    clearTimeout(timer);
    sending.destroy();
  });
}

function withResolvers() {
  let resolve;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

async function lockTurn() {
  const name = { linux: `\0${TURN}`, win32: `\\\\.\\pipe\\${TURN}` }[process.platform];
  while (name) {
    const server = createServer();
    const locked = new Promise((resolve) => {
      server.once('error', () => resolve(false)).listen(name, () => resolve(true));
    });
    if (await locked) return server;
    await sleep(50);
  }
}

function pause(ms) {
  writeFileSync(TURN_FILE, String(Math.ceil(Date.now() + ms)));
}

/** Written to disk before the request is sent, so that the next run knows of it. */
function record(number, result) {
  appendFileSync(JOURNAL, `${number} ${result}\n`, { flush: true });
}

function lastResult(number) {
  return new Map(
    read(JOURNAL)
      .split('\n')
      .map((line) => line.split(' ')),
  ).get(String(number));
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
