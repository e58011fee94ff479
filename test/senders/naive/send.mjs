// A sender with one classic mistake and otherwise correct: `node send.mjs MISTAKE`; `none` makes no mistake.
// What a correct one does, and why, is explained in ../node/send.mjs.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { correctHabits, MISTAKES } from './mistakes.mjs';
import { post } from './post.mjs';
import { ownTurn, sharedTurn } from './turn.mjs';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

const { IMSHOP_PUSH_URL: url, IMSHOP_JOB: jobFile } = process.env;
const limit = {
  requests: Number(process.env.IMSHOP_RATE_LIMIT_REQUESTS ?? 10),
  windowMs: Number(process.env.IMSHOP_RATE_LIMIT_WINDOW_MS ?? 60_000),
};
const habits = habitsOf(process.argv[2]);
const turn = habits.sharesTurn ? sharedTurn(url) : ownTurn();
const journal = `${jobFile}.journal`;

process.exitCode = habits.exitCode(await sendAll(JSON.parse(readFileSync(jobFile, 'utf8'))));

function habitsOf(name) {
  const correct = correctHabits(limit, Number(process.env.IMSHOP_TIMEOUT_MS ?? 75_000));
  if (name !== 'none' && !Object.hasOwn(MISTAKES, name)) throw new Error(`no mistake is called ${name}`);
  return name === 'none' ? correct : { ...correct, ...MISTAKES[name](correct) };
}

async function sendAll({ userIds, message: { title, summary }, deeplink }) {
  const left = [...new Set(userIds)].map(habits.userId);
  let everyone = true;
  for (let number = 1; left.length > 0; number += 1) {
    const push = {
      userIds: left.splice(0, habits.batchSize),
      message: { title, summary },
      ...habits.deeplink(deeplink),
    };
    const { word, text } = await deliver(number, habits.encode(JSON.stringify(push)));
    if (word === 'accepted') continue;
    everyone = false;
    process.stderr.write(`batch ${number}: ${habits.tells(`${word}: ${text}`)}\n`);
    if (word !== 'skipped') break;
  }
  return everyone;
}

async function deliver(number, body) {
  for (let attempt = 1; ; attempt += 1) {
    const lock = await turn.lock();
    try {
      const known = lastWord(number);
      if (known === 'accepted') return { word: known };
      if (known === 'intent' && attempt === 1) return { word: 'skipped', text: 'an earlier run may have delivered it' };
      await sleep(Math.min(turn.nextMs() - Date.now(), LONGEST_TIMER_MS));
      note(number, 'intent');
      turn.pause(habits.paceMs);
      const { word, text, tries = 1, pauseMs = habits.paceMs } = judge(await post(url, body, habits), attempt);
      if (word !== 'unknown') note(number, word);
      turn.pause(pauseMs);
      if (attempt >= tries) return { word, text };
    } finally {
      lock.close();
    }
  }
}

function judge({ sent, status, retryAfter, text }, attempt) {
  const { tries } = habits;
  if (!sent) return { word: 'refused', text, tries: tries.unsent, pauseMs: (limit.windowMs / 4) * attempt };
  if (status === 429) {
    const pauseMs = habits.waitAfter429Ms(readRetryAfter(retryAfter));
    const patient = pauseMs <= habits.longestWaitMs;
    return {
      word: 'refused',
      text: `429, Retry-After: ${retryAfter}`,
      ...(patient && { tries: tries.limited, pauseMs }),
    };
  }
  const answer = parse(text);
  const said = `${status ?? 'no answer'} ${answer?.message ?? answer?.error ?? text.slice(0, 300)}`;
  if (habits.isSuccess(status, answer)) return { word: 'accepted' };
  if (status === 200 && answer?.success === false) return { word: 'refused', text: said };
  if (status >= 400 && status < 500) return { word: 'refused', text: said, tries: tries.refused };
  return { word: 'unknown', text: said, tries: tries.unknown };
}

/** Milliseconds; `undefined` where it is neither seconds nor a date to come. */
function readRetryAfter(value = '') {
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : /GMT$/.test(value) ? Date.parse(value) - Date.now() : 0;
  return ms > 0 ? ms : undefined;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function note(number, word) {
  if (habits.keepsJournal) appendFileSync(journal, `${number} ${word}\n`, { flush: true });
}

function lastWord(number) {
  if (!habits.keepsJournal || !existsSync(journal)) return undefined;
  const words = readFileSync(journal, 'utf8').split('\n');
  return new Map(words.map((line) => line.split(' '))).get(String(number));
}
