import type { Answer } from '../answers/answer.js';
import type { IntegrationSettings } from '../api/integration-settings.js';
import { seededRandom } from '../base/random.js';
import type { FaultContext, ReportedAnswer } from '../faults/fault-handler.js';
import type { RuleMatch } from '../faults/rules.js';
import type { Exchange } from './exchange.js';
import type { ResponseWriter } from './response-writer.js';

/** An exchange that a fault takes over. */
export class ExchangeFaultContext implements FaultContext {
  readonly vendorAnswer: Answer;
  readonly writer: ResponseWriter;
  readonly settings: IntegrationSettings;
  readonly acceptEncoding: string | undefined;
  readonly nowMs: number;
  readonly report: (answer: ReportedAnswer) => void;
  readonly replaceAnswer: (answer: Answer) => void;
  readonly applyMutation: (answer: Answer) => Answer;
  readonly #exchange: Exchange;
  readonly #randomKey: string;
  /** Tells a clock that waits for the fault that it has done what fell due. */
  #settled: () => void = () => {};

  constructor(exchange: Exchange, vendorAnswer: Answer, { randomKey }: RuleMatch, writer: ResponseWriter) {
    const { integration, request } = exchange.context;
    this.vendorAnswer = vendorAnswer;
    this.writer = writer;
    this.settings = integration.settings;
    this.acceptEncoding = exchange.request.headers['accept-encoding'];
    this.nowMs = request.receivedAtMs;
    this.applyMutation = integration.mutation.answer;
    this.#exchange = exchange;
    this.#randomKey = randomKey;
    this.report = (reported) => exchange.faultWith({ ...reported, row: 'simulated-fault' });
    this.replaceAnswer = (answer) => exchange.answerWith(answer);
    exchange.response.once('close', () => this.#settled());
  }

  seededRandom = (purpose: string): number => seededRandom(`${this.#randomKey}/${purpose}`);

  wait = (ms: number): Promise<boolean> => this.#wait(ms);

  hang = async (): Promise<void> => {
    await this.#wait(undefined);
  };

  #wait(ms: number | undefined): Promise<boolean> {
    this.#settled();
    const { response, context } = this.#exchange;
    const { integration } = context;
    // The sender may have left while Joi was loaded, the integration may have been deleted while the body came in.
    if (response.closed || integration.disposed.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (isDue: boolean) => {
        forget();
        cancelTimer();
        response.off('close', abort);
        resolve(isDue);
      };
      const abort = () => end(false);
      const fire = () => {
        end(true);
        return this.#whenSettled();
      };
      const forget = integration.faults.onAbort(abort);
      const cancelTimer = ms === undefined ? () => {} : integration.clock.after(ms, fire);
      response.once('close', abort);
    });
  }

  /** Resolves when the fault waits again, or its answer is out. */
  #whenSettled(): Promise<void> {
    return new Promise((resolve) => {
      this.#settled = resolve;
    });
  }
}
