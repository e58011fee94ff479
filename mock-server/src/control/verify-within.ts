import type { Expectation, Verification } from '../api/reports.js';
import type { Integration } from '../core/integration.js';
import { isSettled, judgeOf } from '../reports/verify.js';

/**
 * What the journal says of an expectation: at once where nothing could change it, else as soon as it comes true or
 * `waitMs` are over by the integration's clock, the caller left, or the integration is gone.
 */
export function verifyWithin(
  { journal, clock, retired, mutation }: Integration,
  expectation: Expectation,
  left: AbortSignal,
): Promise<Verification> {
  const judge = judgeOf(expectation, mutation.deliver);
  const look = () => judge(journal.entries, journal.evicted);
  const { waitMs = 0 } = expectation;
  const first = look();
  if (waitMs === 0 || isSettled(first, expectation)) return Promise.resolve(first);

  return new Promise((resolve) => {
    const settle = () => {
      stopListening();
      cancelTimer();
      for (const signal of [left, retired]) signal.removeEventListener('abort', settle);
      resolve(look());
    };
    const stopListening = journal.onChange(() => {
      if (isSettled(look(), expectation)) settle();
    });
    const cancelTimer = clock.after(waitMs, settle);
    for (const signal of [left, retired]) signal.addEventListener('abort', settle);
  });
}
