import { tracingChannel } from 'node:diagnostics_channel';
import { FAULT_TYPES } from 'imshop-mock';
import { ATTEMPT_CHANNEL, type AttemptTrace } from 'imshop-push';
import type { PerformedRun } from './performed-run.js';
import { countByUserId } from './requests.js';

/** What runs of either mode must come across, so that they cannot pass by missing it. */
export const EXPECTED = [
  ...FAULT_TYPES.map((type) => `fault ${type}`),
  ...['accepted', 'rejected', 'unknown', 'not-sent'].map((state) => `outcome ${state}`),
  ...['halted', 'exhausted'].map((reason) => `not sent: ${reason}`),
  ...['accepted', 'rejected', 'too-large', 'unknown', 'not-delivered'].map((verdict) => `verdict ${verdict}`),
  ...['sent', 'answered'].map((wire) => `wire ${wire}`),
  ...['OUTAGE', 'MISCONFIGURED', 'INTEGRATION_UNAVAILABLE', 'RATE_LIMITED'].map((code) => `halt ${code}`),
  'a complete run',
  'a complete run in which something failed',
  'delivered and unknown',
  'not delivered and unknown',
];

/** What only at-least-once must come across. */
export const REAL_DUPLICATE = 'a real duplicate';

/** Counts what runs came across. */
export class Coverage {
  readonly #counts = new Map<string, number>();

  /** Counts the verdict on every request of this process, until it is disposed of. */
  watchVerdicts(): Disposable {
    const { asyncEnd } = tracingChannel(ATTEMPT_CHANNEL);
    const note = (message: unknown) => {
      const { verdict, wire } = message as AttemptTrace;
      this.#see(`verdict ${verdict}`, `wire ${wire}`);
    };
    asyncEnd.subscribe(note);
    return { [Symbol.dispose]: () => asyncEnd.unsubscribe(note) };
  }

  add({ report, requests }: PerformedRun): void {
    for (const { fault } of requests) if (fault) this.#see(`fault ${fault.type}`);
    for (const outcome of report.outcomes) {
      this.#see(`outcome ${outcome.state}`);
      if (outcome.state === 'not-sent') this.#see(`not sent: ${outcome.reason}`);
    }
    if (report.halted) this.#see(`halt ${report.halted.code}`);
    if (report.complete) this.#see('a complete run');
    if (report.complete && report.outcomes.some(({ attempts }) => attempts.length > 1)) {
      this.#see('a complete run in which something failed');
    }
    const delivered = countByUserId(requests.filter(({ accepted }) => accepted));
    if ([...delivered.values()].some((times) => times > 1)) this.#see(REAL_DUPLICATE);
    const unknown = [...report.ids('unknown')];
    if (unknown.some((userId) => delivered.has(userId))) this.#see('delivered and unknown');
    if (unknown.some((userId) => !delivered.has(userId))) this.#see('not delivered and unknown');
  }

  countOf(sight: string): number {
    return this.#counts.get(sight) ?? 0;
  }

  toString(): string {
    return [...this.#counts].map(([sight, times]) => `${sight}: ${times}`).join('\n');
  }

  #see(...sights: readonly string[]): void {
    for (const sight of sights) this.#counts.set(sight, this.countOf(sight) + 1);
  }
}
