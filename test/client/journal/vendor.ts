import type { Clock, Transport, WireResult } from 'imshop-push';
import { ANSWERS, type Answer, type AnswerName } from './answers.js';
import type { VendorRequest } from './guarantees.js';

/** Milliseconds of a request, and of its answer. */
const LATENCY_MS = 40;

/** A vendor that answers by a script and then accepts every push. It records the requests of all processes. */
export class ScriptedVendor {
  readonly #clock: Clock;
  readonly #script: AnswerName[];
  /** In the order of their arrival. */
  readonly requests: VendorRequest[] = [];
  /** Requests of crashed processes. */
  requestsAfterCrash = 0;
  /** Requests that were started, sent or not. */
  started = 0;

  constructor(clock: Clock, script: readonly AnswerName[]) {
    this.#clock = clock;
    this.#script = [...script];
  }

  transportFor(process: { readonly isCrashed: boolean }): Transport {
    return {
      post: async ({ body }, signal) => {
        this.started += 1;
        if (process.isCrashed) this.requestsAfterCrash += 1;
        await this.#clock.sleep(LATENCY_MS);
        const name = this.#script.shift() ?? 'ok';
        const answer: Answer = ANSWERS[name];
        const { userIds } = JSON.parse(body) as { userIds: readonly string[] };
        if (answer.arrives) this.#receive(name, answer, userIds);
        await this.#clock.sleep(LATENCY_MS);
        return answer.result(userIds.length) ?? timedOut(signal);
      },
    };
  }

  /** Accepts every push from now on. */
  recover(): void {
    this.#script.length = 0;
  }

  #receive(name: AnswerName, { delivers, proves, quietMs = 6_000 }: Answer, ids: readonly string[]): void {
    this.requests.push({
      ids,
      answer: name,
      delivered: delivers,
      proves,
      atMs: this.#clock.now(),
      quietMs,
    });
  }
}

function timedOut(signal: AbortSignal): Promise<WireResult> {
  return new Promise((resolve) => {
    const abort = () => resolve({ type: 'sent', error: new Error('no answer in time') });
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
