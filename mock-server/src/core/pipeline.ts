import { isUtf8 } from 'node:buffer';
import { isWellFormed } from 'imshop-contracts';
import type { ValidationOptions, ValidationResult } from 'imshop-contracts/schema';
import { advise } from '../advisories/advisories.js';
import { type Answer, notJson } from '../answers/answer.js';
import { type Advisory, NO_HISTORY, type PushHistory } from '../api/advisory.js';
import { messageOf } from '../base/message-of.js';
import { answersNormally } from '../faults/fault-handlers.js';
import { magicMatch } from '../faults/magic-ids.js';
import type { RuleMatch } from '../faults/rules.js';
import type { LoggedRequest } from '../log/entry.js';
import { pushHistories } from '../reports/push-history.js';
import { answerTo, earlyRefusal, type ReceivedRequest } from './decide.js';
import type { Integration, RequestContext } from './integration.js';
import type { MockState } from './mock-state.js';

/** The answer to a request, and the fault that takes it over. */
export interface Response {
  readonly answer: Answer;
  readonly fault: RuleMatch | undefined;
}

type ValidatePush = (body: unknown, options: ValidationOptions) => ValidationResult;

/** Decides requests: the answer, the fault, the delivery. Nothing here knows of sockets. */
export class RequestPipeline {
  readonly #state: MockState;
  #validate: ValidatePush | undefined;

  constructor(state: MockState) {
    this.#state = state;
  }

  /**
   * Decides a request, step by step: refusals before the JSON is read, the JSON, its validation, the fault. Responds at
   * once but for the first body that Joi must word a refusal of: Joi is loaded then.
   */
  decide(
    context: RequestContext,
    received: ReceivedRequest,
    respond: (response: Response) => void,
  ): Promise<void> | undefined {
    const { integration, request, rateLimit } = context;
    const { settings, log } = integration;
    const { body } = received;
    const conclude = (
      answer: Answer,
      verdict?: ValidationResult,
      advisories?: () => readonly Advisory[],
    ): undefined => {
      log.receiveBody(request, body, advisories);
      respond(this.#conclude(context, answer, verdict, body.bytes));
    };
    const judge = (verdict: ValidationResult): undefined => {
      const advisories = () => (verdict.ok ? adviseOn(integration, request, verdict) : []);
      return conclude(answerTo(verdict, settings, advisories), verdict, advisories);
    };
    const refusal = earlyRefusal(received, rateLimit, request.receivedAtMs, settings);
    if (refusal) return conclude(refusal);
    const json = parseJson(body.bytes);
    if (!json.ok) return conclude(notJson(json.row, json.reason, settings.envelope));
    if (isWellFormed(json.value, settings.maxUserIds)) return judge({ ok: true, push: json.value, converted: false });
    if (this.#validate) return judge(this.#validate(json.value, settings));
    return this.#loadValidator().then((validate) => judge(validate(json.value, settings)));
  }

  /** Matches the fault rules, now that the customers are known, and records the decision. */
  #conclude(context: RequestContext, right: Answer, verdict: ValidationResult | undefined, bytes: Buffer): Response {
    const { integration, request } = context;
    const answer = integration.mutation.answer(right);
    // The sender left while Joi was loaded: nothing was decided in time.
    if (request.completion) return { answer, fault: undefined };
    const read = verdict?.ok ? verdict : undefined;
    const fault = this.#faultOf(context, read?.push.userIds ?? []);
    const accepted = answer.delivers && (!fault || answersNormally(fault.rule.fault) || fault.rule.accepted === true);
    integration.log.decide(
      request,
      { accepted, isPush: read !== undefined, fault: fault && { rule: fault.id, type: fault.rule.fault.type } },
      read && { push: read.push, bytes: read.converted ? undefined : bytes },
    );
    return { answer, fault };
  }

  #faultOf({ integration, request, evaluation }: RequestContext, userIds: readonly string[]): RuleMatch | undefined {
    const match = integration.faults.matchFor(evaluation, request.receivedAtMs, userIds);
    if (match) this.#state.tape?.record(integration.slug, evaluation.requestNumber, match, request.receivedAtMs);
    return match ?? (integration.settings.magicIds ? magicMatch(userIds) : undefined);
  }

  /** Loads Joi and the vendor's wording with the first body that needs them: a start would wait for them. */
  async #loadValidator(): Promise<ValidatePush> {
    const { validatePush } = await import('imshop-contracts/schema');
    this.#validate = validatePush;
    return validatePush;
  }
}

type Json =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly row: 'not-json' | 'invalid-utf8'; readonly reason: string };

/** Reads JSON as hapi 16 does: an empty body is `null`, a byte order mark is an error. Bytes must be UTF-8. */
function parseJson(bytes: Buffer): Json {
  if (bytes.length === 0) return { ok: true, value: null };
  if (!isUtf8(bytes)) return { ok: false, row: 'invalid-utf8', reason: 'the body is not UTF-8' };
  try {
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) };
  } catch (error) {
    return { ok: false, row: 'not-json', reason: messageOf(error) };
  }
}

function adviseOn(
  { log }: Integration,
  { number, receivedAtMs: atMs }: LoggedRequest,
  { push, converted }: Extract<ValidationResult, { ok: true }>,
): readonly Advisory[] {
  const [history = NO_HISTORY]: readonly PushHistory[] = pushHistories(log.deliveries.segments(), [
    { number, atMs, push },
  ]);
  return advise(push, history, converted);
}
