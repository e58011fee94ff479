import type { Answer } from '../answers/answer.js';
import type { IntegrationSettings } from '../api/integration-settings.js';
import { draw } from '../base/random.js';
import type { Scene, Shown } from '../faults/fault.js';
import type { Hit } from '../faults/rules.js';
import type { Exchange } from './exchange.js';
import type { ResponseWriter } from './response-writer.js';

/** An exchange that a fault takes over. */
export class ExchangeFaultContext implements Scene {
  readonly own: Answer;
  readonly wire: ResponseWriter;
  readonly settings: IntegrationSettings;
  readonly acceptEncoding: string | undefined;
  readonly nowMs: number;
  readonly show: (shown: Shown) => void;
  readonly alter: (answer: Answer) => void;
  readonly asVendor: (right: Answer) => Answer;
  readonly #exchange: Exchange;
  readonly #drawKey: string;
  /** Tells a clock that waits for the fault that it has done what fell due. */
  #settled: () => void = () => {};

  constructor(exchange: Exchange, own: Answer, { drawKey }: Hit, writer: ResponseWriter) {
    const { integration, request } = exchange.context;
    this.own = own;
    this.wire = writer;
    this.settings = integration.settings;
    this.acceptEncoding = exchange.request.headers['accept-encoding'];
    this.nowMs = request.receivedAtMs;
    this.asVendor = integration.mutation.answer;
    this.#exchange = exchange;
    this.#drawKey = drawKey;
    this.show = (shown) => exchange.faultWith({ ...shown, row: 'simulated-fault' });
    this.alter = (answer) => exchange.answerWith(answer);
    exchange.response.once('close', () => this.#settled());
  }

  draw = (purpose: string): number => draw(`${this.#drawKey}/${purpose}`);

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
      const forget = integration.faults.onGiveUp(abort);
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
