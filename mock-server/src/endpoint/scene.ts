import type { Answer } from '../answers/answer.js';
import type { FaultHit } from '../api/faults.js';
import type { IntegrationSettings } from '../api/integration-settings.js';
import { seededRandom } from '../base/random.js';
import type { FaultContext, ReportedAnswer } from '../faults/fault-handler.js';
import type { RuleMatch } from '../faults/rules.js';
import { completionOf, type Exchange } from './exchange.js';
import type { ResponseWire } from './wire.js';

/** A request that a fault takes over, with what the fault may do to it. */
export class ExchangeScene implements FaultContext {
  readonly vendorAnswer: Answer;
  readonly writer: ResponseWire;
  readonly settings: IntegrationSettings;
  readonly acceptEncoding: string | undefined;
  readonly nowMs: number;
  readonly report: (shown: ReportedAnswer) => void;
  readonly replaceAnswer: (answer: Answer) => void;
  readonly applyMutation: (right: Answer) => Answer;
  readonly #exchange: Exchange;
  readonly #drawKey: string;
  /** Resolves whoever waits for this scene to have done what fell due. */
  #quiet: () => void = () => {};

  constructor(exchange: Exchange, own: Answer, hit: RuleMatch, accepted: boolean, wire: ResponseWire) {
    this.vendorAnswer = own;
    this.writer = wire;
    this.settings = exchange.integration.settings;
    this.acceptEncoding = exchange.request.headers['accept-encoding'];
    this.nowMs = exchange.entry.receivedAtMs;
    this.applyMutation = exchange.integration.mutation.answer;
    this.#exchange = exchange;
    this.#drawKey = hit.randomKey;
    const fault: FaultHit = { rule: hit.id, type: hit.rule.fault.type };
    const { advisories } = own;
    this.report = (shown) => exchange.faulted({ ...shown, row: 'simulated-fault', accepted, advisories, fault });
    this.replaceAnswer = (answer) => exchange.answered({ ...completionOf(answer), accepted, fault });
    this.replaceAnswer(own);
    exchange.response.once('close', () => this.#quiet());
  }

  seededRandom = (purpose: string): number => seededRandom(`${this.#drawKey}/${purpose}`);

  wait = (ms: number): Promise<boolean> => this.#wait(ms);

  hang = async (): Promise<void> => {
    await this.#wait(undefined);
  };

  #wait(ms: number | undefined): Promise<boolean> {
    this.#quiet();
    const { integration, response } = this.#exchange;
    // The sender may have left while Joi was loaded, the integration been forgotten while the body came in.
    if (response.closed || integration.retired.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (due: boolean) => {
        forget();
        cancelTimer();
        response.off('close', giveUp);
        resolve(due);
      };
      const giveUp = () => end(false);
      const fire = () => {
        end(true);
        return this.#done();
      };
      const forget = integration.faults.onAbort(giveUp);
      const cancelTimer = ms === undefined ? () => {} : integration.clock.after(ms, fire);
      response.once('close', giveUp);
    });
  }

  /** Resolves when this scene waits again, or its answer is out. */
  #done(): Promise<void> {
    return new Promise((resolve) => {
      this.#quiet = resolve;
    });
  }
}
