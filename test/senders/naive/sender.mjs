import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { correctHabits, MISTAKES } from './mistakes.mjs';
import { post } from './post.mjs';
import { ownTurn, sharedTurn } from './turn.mjs';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Sends a job with one classic mistake, and otherwise as is explained in ../node/send.mjs.
 *
 * @param mistake A key of MISTAKES; `none` makes no mistake.
 * @param environment The variables that a sender reads.
 * @param tell Takes what is for people to read.
 * @param signal Ends its waiting, where it is not a process that could be ended.
 * @returns the exit code.
 */
export async function send(mistake, environment, tell, signal) {
  const sender = new Sender(mistake, environment, tell, signal);
  const everyone = await sender.sendAll(JSON.parse(readFileSync(environment.IMSHOP_JOB, 'utf8')));
  return sender.habits.exitCode(everyone);
}

class Sender {
  constructor(mistake, environment, tell, signal) {
    this.limit = {
      requests: Number(environment.IMSHOP_RATE_LIMIT_REQUESTS ?? 10),
      windowMs: Number(environment.IMSHOP_RATE_LIMIT_WINDOW_MS ?? 60_000),
    };
    this.url = environment.IMSHOP_PUSH_URL;
    this.journal = `${environment.IMSHOP_JOB}.journal`;
    this.habits = habitsOf(mistake, this.limit, Number(environment.IMSHOP_TIMEOUT_MS ?? 75_000));
    this.turn = this.habits.sharesTurn ? sharedTurn(this.url, environment.TMPDIR ?? tmpdir()) : ownTurn();
    this.tell = tell;
    this.signal = signal;
  }

  async sendAll({ userIds, message: { title, summary }, deeplink }) {
    const left = [...new Set(userIds)].map(this.habits.userId);
    let everyone = true;
    for (let number = 1; left.length > 0; number += 1) {
      const push = {
        userIds: left.splice(0, this.habits.batchSize),
        message: { title, summary },
        ...this.habits.deeplink(deeplink),
      };
      const { word, text } = await this.deliver(number, this.habits.encode(JSON.stringify(push)));
      if (word === 'accepted') continue;
      everyone = false;
      this.tell(`batch ${number}: ${this.habits.tells(`${word}: ${text}`)}\n`);
      if (word !== 'skipped') break;
    }
    return everyone;
  }

  async deliver(number, body) {
    for (let attempt = 1; ; attempt += 1) {
      const lock = await this.turn.lock();
      try {
        const known = this.lastWord(number);
        if (known === 'accepted') return { word: known };
        if (known === 'intent' && attempt === 1)
          return { word: 'skipped', text: 'an earlier run may have delivered it' };
        const turnMs = Math.max(0, this.turn.nextMs() - Date.now());
        await sleep(Math.min(turnMs, LONGEST_TIMER_MS), undefined, { signal: this.signal });
        this.note(number, 'intent');
        this.turn.pause(this.habits.paceMs);
        const {
          word,
          text,
          tries = 1,
          pauseMs = this.habits.paceMs,
        } = this.judge(await post(this.url, body, this.habits), attempt);
        if (word !== 'unknown') this.note(number, word);
        this.turn.pause(pauseMs);
        if (attempt >= tries) return { word, text };
      } finally {
        await lock.close();
      }
    }
  }

  judge({ sent, status, retryAfter, text }, attempt) {
    const { tries } = this.habits;
    if (!sent) return { word: 'refused', text, tries: tries.unsent, pauseMs: (this.limit.windowMs / 4) * attempt };
    if (status === 429) {
      const pauseMs = this.habits.waitAfter429Ms(readRetryAfter(retryAfter));
      const patient = pauseMs <= this.habits.longestWaitMs;
      return {
        word: 'refused',
        text: `429, Retry-After: ${retryAfter}`,
        ...(patient && { tries: tries.limited, pauseMs }),
      };
    }
    const answer = parse(text);
    const said = `${status ?? 'no answer'} ${answer?.message ?? answer?.error ?? text.slice(0, 300)}`;
    if (this.habits.isSuccess(status, answer)) return { word: 'accepted' };
    if (status === 200 && answer?.success === false) return { word: 'refused', text: said };
    if (status >= 400 && status < 500) return { word: 'refused', text: said, tries: tries.refused };
    return { word: 'unknown', text: said, tries: tries.unknown };
  }

  note(number, word) {
    // Kept when the process ends, though not when the machine does.
    if (this.habits.keepsJournal) appendFileSync(this.journal, `${number} ${word}\n`);
  }

  lastWord(number) {
    if (!this.habits.keepsJournal || !existsSync(this.journal)) return undefined;
    const words = readFileSync(this.journal, 'utf8').split('\n');
    return new Map(words.map((line) => line.split(' '))).get(String(number));
  }
}

function habitsOf(name, limit, timeoutMs) {
  const correct = correctHabits(limit, timeoutMs);
  if (name !== 'none' && !Object.hasOwn(MISTAKES, name)) throw new Error(`no mistake is called ${name}`);
  return name === 'none' ? correct : { ...correct, ...MISTAKES[name](correct) };
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
