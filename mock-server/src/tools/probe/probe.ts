import { startMock } from '../../server/start-mock.js';
import type { Answered, Unanswered } from './answered.js';
import { ask } from './ask.js';
import type { MockAnswers } from './aspects.js';
import { type Result, resultOf } from './findings.js';
import { PROBE_INTERVAL_MS, type ProbeClock, probeClock } from './pace.js';
import { QUESTIONS, type Question } from './questions.js';
import { type ProbeReport, reportOf } from './report.js';

/** What `probe` takes beside the address. */
export interface ProbeOptions {
  /** From an answer to the next question, in milliseconds. Default 6,700: below 10 requests a minute. */
  readonly intervalMs?: number | undefined;
  /** Default: the machine's clock. */
  readonly clock?: ProbeClock;
  /** Stops the probe; what is known by then is reported. */
  readonly signal?: AbortSignal;
}

/**
 * Asks an endpoint what delivers nothing, slowly, and compares each answer with the mock's at its default settings.
 *
 * It stops early where the endpoint takes a body that it must refuse, is over its limit, or does not answer at all:
 * `stopped` says which. Confirming that the endpoint may be asked is the caller's business.
 */
export async function probe(url: URL, options: ProbeOptions = {}): Promise<ProbeReport> {
  const { intervalMs = PROBE_INTERVAL_MS, clock = probeClock, signal = new AbortController().signal } = options;
  const mocks = await mockAnswers();
  const startedAtMs = clock.now();
  const results: Result[] = [];
  let stopped: string | undefined;
  for (const { question, mock } of mocks) {
    try {
      if (results.length > 0) await clock.pause(intervalMs, signal);
      const reality = await ask(url, question, signal);
      results.push(resultOf(question, mock, reality));
      stopped = whyToStop(question, reality, results.length);
    } catch (error) {
      if (!signal.aborted) throw error;
      stopped = 'interrupted';
    }
    if (stopped !== undefined) break;
  }
  return reportOf(url, startedAtMs, results, stopped);
}

function whyToStop({ method }: Question, reality: Answered | Unanswered, asked: number): string | undefined {
  if ('error' in reality) return asked === 1 ? `no answer (${reality.error})` : undefined;
  const { status } = reality;
  if (status === 429) return 'over the limit: somebody else sends to this endpoint';
  // Nothing was in it to deliver, but an endpoint that refuses nothing is not asked any more.
  return method === 'POST' && status >= 200 && status < 300 ? `answered ${status} to what must be refused` : undefined;
}

/** What this mock answers to each question, with every fault listed and with the first alone. */
async function mockAnswers(): Promise<readonly { readonly question: Question; readonly mock: MockAnswers }[]> {
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

async function answerOf(url: string, question: Question): Promise<Answered> {
  const answer = await ask(new URL(url), question, new AbortController().signal);
  if ('error' in answer) throw new Error(`the mock gave no answer to ${question.id}: ${answer.error}`);
  return answer;
}
