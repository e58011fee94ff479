import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { correctBehaviour, MISTAKES } from './mistakes.mjs';
import { post } from './post.mjs';
import { ownTurn, sharedTurn } from './turn.mjs';

const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Sends a job with one classic mistake, and otherwise as ../node/send.mjs does.
 *
 * @param mistake A key of MISTAKES; `none` makes no mistake.
 * @param environment The variables that a sender reads.
 * @param print Prints a message.
 * @param signal Aborts its waiting, for a sender that is not a process.
 * @returns the exit code.
 */
export async function send(mistake, environment, print, signal) {
  const sender = new Sender(mistake, environment, print, signal);
  const allAccepted = await sender.sendAll(JSON.parse(readFileSync(environment.IMSHOP_JOB, 'utf8')));
  return sender.behaviour.exitCode(allAccepted);
}

class Sender {
  constructor(mistake, environment, print, signal) {
    this.limit = {
      requests: Number(environment.IMSHOP_RATE_LIMIT_REQUESTS ?? 10),
      windowMs: Number(environment.IMSHOP_RATE_LIMIT_WINDOW_MS ?? 60_000),
    };
    this.url = environment.IMSHOP_PUSH_URL;
    this.journal = `${environment.IMSHOP_JOB}.journal`;
    this.behaviour = behaviourOf(mistake, this.limit, Number(environment.IMSHOP_TIMEOUT_MS ?? 75_000));
    this.turn = this.behaviour.sharesTurn ? sharedTurn(this.url, environment.TMPDIR ?? tmpdir()) : ownTurn();
    this.print = print;
    this.signal = signal;
  }

  async sendAll({ userIds, message: { title, summary }, deeplink }) {
    const left = [...new Set(userIds)].map(this.behaviour.userId);
    let allAccepted = true;
    for (let number = 1; left.length > 0; number += 1) {
      const push = {
        userIds: left.splice(0, this.behaviour.batchSize),
        message: { title, summary },
        ...this.behaviour.deeplink(deeplink),
      };
      const { result, text } = await this.deliver(number, this.behaviour.encode(JSON.stringify(push)));
      if (result === 'accepted') continue;
      allAccepted = false;
      this.print(`batch ${number}: ${this.behaviour.describe(`${result}: ${text}`)}\n`);
      if (result !== 'skipped') break;
    }
    return allAccepted;
  }

  async deliver(number, body) {
    for (let attempt = 1; ; attempt += 1) {
      const lock = await this.turn.lock();
      try {
        const known = this.lastResult(number);
        if (known === 'accepted') return { result: known };
        if (known === 'intent' && attempt === 1)
          return { result: 'skipped', text: 'an earlier run may have delivered it' };
        const turnMs = Math.max(0, this.turn.nextMs() - Date.now());
        await sleep(Math.min(turnMs, MAX_TIMER_MS), undefined, { signal: this.signal });
        this.record(number, 'intent');
        this.turn.pause(this.behaviour.paceMs);
        const {
          result,
          text,
          tries = 1,
          pauseMs = this.behaviour.paceMs,
        } = this.judge(await post(this.url, body, this.behaviour), attempt);
        if (result !== 'unknown') this.record(number, result);
        this.turn.pause(pauseMs);
        if (attempt >= tries) return { result, text };
      } finally {
        await lock.close();
      }
    }
  }

  judge({ sent, status, retryAfter, text }, attempt) {
    const { tries } = this.behaviour;
    if (!sent) return { result: 'refused', text, tries: tries.unsent, pauseMs: (this.limit.windowMs / 4) * attempt };
    if (status === 429) {
      const pauseMs = this.behaviour.waitAfter429Ms(readRetryAfter(retryAfter));
      const patient = pauseMs <= this.behaviour.maxWaitMs;
      return {
        result: 'refused',
        text: `429, Retry-After: ${retryAfter}`,
        ...(patient && { tries: tries.limited, pauseMs }),
      };
    }
    const answer = parse(text);
    const reason = `${status ?? 'no answer'} ${answer?.message ?? answer?.error ?? text.slice(0, 300)}`;
    if (this.behaviour.isSuccess(status, answer)) return { result: 'accepted' };
    if (status === 200 && answer?.success === false) return { result: 'refused', text: reason };
    if (status >= 400 && status < 500) return { result: 'refused', text: reason, tries: tries.refused };
    return { result: 'unknown', text: reason, tries: tries.unknown };
  }

  record(number, result) {
    // Without fsync: it survives the process but not the machine.
    if (this.behaviour.keepsJournal) appendFileSync(this.journal, `${number} ${result}\n`);
  }

  lastResult(number) {
    if (!this.behaviour.keepsJournal || !existsSync(this.journal)) return undefined;
    const lines = readFileSync(this.journal, 'utf8').split('\n');
    return new Map(lines.map((line) => line.split(' '))).get(String(number));
  }
}

function behaviourOf(name, limit, timeoutMs) {
  const correct = correctBehaviour(limit, timeoutMs);
  if (name !== 'none' && !Object.hasOwn(MISTAKES, name)) throw new Error(`unknown mistake: ${name}`);
  return name === 'none' ? correct : { ...correct, ...MISTAKES[name](correct) };
}

/** Returns milliseconds; `undefined` if it is neither seconds nor a date in the future. */
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
