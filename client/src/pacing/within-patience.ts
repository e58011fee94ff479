import type { Clock } from '../clock.js';

/** Milliseconds that a store has for an answer: who waits for ever to learn whose turn it is neither sends nor ends. */
const PATIENCE_MS = 30_000;

/**
 * What a store answers.
 *
 * @param signal Ends the wait; a turn that is taken all the same lapses by itself.
 * @throws Where it does not answer in time, or the reason of `signal`.
 */
export async function withinPatience<T>(answer: Promise<T>, clock: Clock, signal?: AbortSignal): Promise<T> {
  const answered = new AbortController();
  const end = signal ? AbortSignal.any([answered.signal, signal]) : answered.signal;
  const tooLate = clock.sleep(PATIENCE_MS, end).then(() => {
    throw new Error(`no answer within ${PATIENCE_MS} ms`);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    // A reason of its own would be an error with a stack, made for every call.
    answered.abort('answered');
  }
}
