import { tracingChannel } from 'node:diagnostics_channel';
import { FAULT_TYPES } from 'imshop-mock';
import { ATTEMPT_CHANNEL, type AttemptTrace } from 'imshop-push';
import type { PerformedRun } from './performed-run.js';
import { countByUserId } from './requests.js';

/** The events that the runs of each mode must cover. */
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

/** The event that only at-least-once must cover. */
export const REAL_DUPLICATE = 'a real duplicate';

/** Counts the events of runs. */
export class Coverage {
  readonly #counts = new Map<string, number>();

  /** Counts the verdict on every request of this process, until it is disposed of. */
  watchVerdicts(): Disposable {
    const { asyncEnd } = tracingChannel(ATTEMPT_CHANNEL);
    const onEnd = (message: unknown) => {
      const { verdict, wire } = message as AttemptTrace;
      this.#count(`verdict ${verdict}`, `wire ${wire}`);
    };
    asyncEnd.subscribe(onEnd);
    return { [Symbol.dispose]: () => asyncEnd.unsubscribe(onEnd) };
  }

  add({ report, requests }: PerformedRun): void {
    for (const { fault } of requests) if (fault) this.#count(`fault ${fault.type}`);
    for (const outcome of report.outcomes) {
      this.#count(`outcome ${outcome.state}`);
      if (outcome.state === 'not-sent') this.#count(`not sent: ${outcome.reason}`);
    }
    if (report.halted) this.#count(`halt ${report.halted.code}`);
    if (report.complete) this.#count('a complete run');
    if (report.complete && report.outcomes.some(({ attempts }) => attempts.length > 1)) {
      this.#count('a complete run in which something failed');
    }
    const delivered = countByUserId(requests.filter(({ accepted }) => accepted));
    if ([...delivered.values()].some((times) => times > 1)) this.#count(REAL_DUPLICATE);
    const unknown = [...report.ids('unknown')];
    if (unknown.some((userId) => delivered.has(userId))) this.#count('delivered and unknown');
    if (unknown.some((userId) => !delivered.has(userId))) this.#count('not delivered and unknown');
  }

  countOf(event: string): number {
    return this.#counts.get(event) ?? 0;
  }

  toString(): string {
    return [...this.#counts].map(([event, times]) => `${event}: ${times}`).join('\n');
  }

  #count(...events: readonly string[]): void {
    for (const event of events) this.#counts.set(event, this.countOf(event) + 1);
  }
}
