import { type Clock, pause, systemClock } from '../../base/clock.js';
import { startMock } from '../../server/start-mock.js';
import { ask, type NoResponse, type ProbeResponse } from './ask.js';
import { type MockAnswers, type QuestionResult, questionResult } from './findings.js';
import { QUESTIONS, type Question } from './questions.js';
import { type ProbeReport, probeReport } from './report.js';

/** The options of `probe`. */
export interface ProbeOptions {
  /** Pause between an answer and the next question, in milliseconds. @default 6700 */
  readonly intervalMs?: number | undefined;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** Stops the probe; the results so far are reported. */
  readonly signal?: AbortSignal;
}

/**
 * Default pause between two questions: at most 9 of them in any minute, so that one request of another sender still fits
 * into the documented 10.
 */
export const PROBE_INTERVAL_MS = 6_700;

/** The machine's clock. Unlike those of `systemClock`, its timers keep the process alive. */
const probeClock: Clock = {
  now: systemClock.now,
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * Compares an endpoint with the mock at its default settings, by slow requests that cannot deliver a push.
 *
 * It stops early, with the reason in `stopped`, if the endpoint accepts a body that it must refuse, answers 429, or does not
 * answer the first question. The caller must make sure that the endpoint may be asked.
 */
export async function probe(url: URL, options: ProbeOptions = {}): Promise<ProbeReport> {
  const { intervalMs = PROBE_INTERVAL_MS, clock = probeClock, signal = new AbortController().signal } = options;
  const expected = await answersOfMock();
  const startedAtMs = clock.now();
  const results: QuestionResult[] = [];
  let stopped: string | undefined;
  for (const { question, mock } of expected) {
    try {
      if (results.length > 0) await pause(clock, intervalMs, signal);
      const reality = await ask(url, question, signal);
      results.push(questionResult(question, mock, reality));
      stopped = reasonToStop(question, reality, results.length);
    } catch (error) {
      if (!signal.aborted) throw error;
      stopped = 'interrupted';
    }
    if (stopped !== undefined) break;
  }
  return probeReport(url, startedAtMs, results, stopped);
}

function reasonToStop({ method }: Question, reality: ProbeResponse | NoResponse, asked: number): string | undefined {
  if ('error' in reality) return asked === 1 ? `no answer (${reality.error})` : undefined;
  const { status } = reality;
  if (status === 429) return 'rate limit exceeded (429): another sender uses this endpoint';
  // The body contained nothing to deliver, but this endpoint does not refuse what it must.
  const isAccepted = method === 'POST' && status >= 200 && status < 300;
  return isAccepted ? `answered ${status} to a body that it must refuse` : undefined;
}

async function answersOfMock(): Promise<readonly { readonly question: Question; readonly mock: MockAnswers }[]> {
  await using mock = await startMock({ rateLimit: 'off' });
  const [all, first] = [mock.integration('all'), mock.integration('first')];
  await first.patch({ listAllErrors: false });
  const answers = [];
  for (const question of QUESTIONS) {
    const pair = { all: await answerOf(all.url, question), first: await answerOf(first.url, question) };
    answers.push({ question, mock: pair });
  }
  return answers;
}

async function answerOf(url: string, question: Question): Promise<ProbeResponse> {
  const answer = await ask(new URL(url), question, new AbortController().signal);
  if ('error' in answer) throw new Error(`the mock gave no answer to ${question.id}: ${answer.error}`);
  return answer;
}
