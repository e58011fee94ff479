import type { Clock, Transport, WireResult } from 'imshop-push';
import { ANSWERS, type Answer, type AnswerName } from './answers.js';
import type { VendorRequest } from './promises.js';

/** How long a request and its answer are on their way. */
const LATENCY_MS = 40;

/** A vendor that answers as a script says, request by request, and then well; it remembers what it got, whoever sent it. */
export class ScriptedVendor {
  readonly #clock: Clock;
  readonly #script: AnswerName[];
  /** What arrived, in its order. */
  readonly requests: VendorRequest[] = [];
  /** Requests of processes that were dead. */
  ghosts = 0;
  /** Requests that were begun, whether or not they left. */
  begun = 0;

  constructor(clock: Clock, script: readonly AnswerName[]) {
    this.#clock = clock;
    this.#script = [...script];
  }

  transportFor(process: { readonly isCrashed: boolean }): Transport {
    return {
      post: async ({ body }, signal) => {
        this.begun += 1;
        if (process.isCrashed) this.ghosts += 1;
        await this.#clock.sleep(LATENCY_MS);
        const name = this.#script.shift() ?? 'ok';
        const answer: Answer = ANSWERS[name];
        const { userIds } = JSON.parse(body) as { userIds: readonly string[] };
        if (answer.arrives) this.#receive(name, answer, userIds);
        await this.#clock.sleep(LATENCY_MS);
        return answer.tells(userIds.length) ?? givenUp(signal);
      },
    };
  }

  /** From now on all is well. */
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

function givenUp(signal: AbortSignal): Promise<WireResult> {
  return new Promise((resolve) => {
    const giveUp = () => resolve({ type: 'sent', error: new Error('no answer in time') });
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
