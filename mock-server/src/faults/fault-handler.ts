import type Joi from 'joi';
import type { Answer } from '../answers/answer.js';
import type { Fault, FaultType } from '../api/faults.js';
import type { IntegrationSettings } from '../api/integration-settings.js';
import type { Outcome } from '../api/outcome.js';

/** The fault of one type. */
type FaultOf<T extends FaultType> = Extract<Fault, { readonly type: T }>;

/** Names of the options of a fault. */
type OptionOf<T extends FaultType> = Exclude<keyof FaultOf<T>, 'type'>;

/** One way to fail: what its file exports. */
export type FaultHandler<T extends FaultType> = {
  /** The vendor's own answer is sent in the end, so the push is accepted as usual. */
  readonly answersNormally: boolean;
  /** Fails the request: reports the outcome to the journal first, then writes to the connection. */
  apply(fault: FaultOf<T>, context: FaultContext): Promise<void> | void;
} & ([OptionOf<T>] extends [never] ? unknown : FaultOptionSchemas<T>);

/** Schemas of the options. They get Joi as an argument, because Joi is not loaded before the mock listens. */
interface FaultOptionSchemas<T extends FaultType> {
  options(joi: Joi.Root): { readonly [K in OptionOf<T>]: Joi.Schema };
  /** Rules between options. `meta({ jsonSchema })` holds those that the OpenAPI document cannot derive. */
  constrain?(schema: Joi.ObjectSchema): Joi.ObjectSchema;
}

/** The handler of a fault whose type is known only at run time. */
export interface AnyFaultHandler {
  readonly answersNormally: boolean;
  apply(fault: never, context: FaultContext): Promise<void> | void;
  options?(joi: Joi.Root): Readonly<Record<string, Joi.Schema>>;
  constrain?(schema: Joi.ObjectSchema): Joi.ObjectSchema;
}

/** A request that a fault fails, and what the fault can do to it. */
export interface FaultContext {
  /** The answer that the vendor would send. */
  readonly vendorAnswer: Answer;
  readonly settings: IntegrationSettings;
  /** Value of the request's `Accept-Encoding`. */
  readonly acceptEncoding: string | undefined;
  readonly nowMs: number;
  readonly writer: AnswerWriter;
  /** Changes a correct answer as the mutant in force would. */
  applyMutation(answer: Answer): Answer;
  /** Waits by the integration's clock; false if the sender left or the wait was aborted. */
  wait(ms: number): Promise<boolean>;
  /** Waits until the sender leaves or the wait is aborted. */
  hang(): Promise<void>;
  /** A number from 0 to 1 that follows from the seed, the request and the purpose. */
  seededRandom(purpose: string): number;
  /** Reports to the journal what the sender is about to get. */
  report(answer: ReportedAnswer): void;
  /** Reports an answer that is sent instead of the vendor's and keeps its outcome. */
  replaceAnswer(answer: Answer): void;
}

/** The outcome of a request for the journal, with status and body as far as the sender gets them. */
export interface ReportedAnswer {
  readonly outcome: Outcome;
  readonly status?: number;
  readonly response?: string;
  /** The moment that `Retry-After` names. */
  readonly retryAtMs?: number;
}

/** Writes the answer to the connection of one request, after the answers to all earlier requests. */
export interface AnswerWriter {
  send(answer: Answer): void;
  /** Sends the answer, then closes the connection without announcing it. */
  sendThenClose(answer: Answer): void;
  /** Sends only the first bytes of the body that the headers promise, then closes the connection. */
  truncate(answer: Answer, bytes: number): void;
  sendGzipped(answer: Answer): void;
  /** Sends the body one byte at a time, with a pause before each; false if a pause was aborted. */
  writeSlowly(answer: Answer, pause: () => Promise<boolean>): Promise<boolean>;
  /** Writes bytes that need not be HTTP, then closes the connection. */
  writeRaw(bytes: string): void;
  /** Closes the connection with a FIN. */
  close(): void;
  /** Closes the connection with an RST. */
  reset(): void;
}
