import { isUtf8 } from 'node:buffer';
import { isWellFormed } from 'imshop-contracts';
import type { ValidationOptions, ValidationResult } from 'imshop-contracts/schema';
import { advise } from '../advisories/advisories.js';
import { type Answer, notJson } from '../answers/answer.js';
import { type Advisory, NO_HISTORY, type PushHistory } from '../api/advisory.js';
import { messageOf } from '../base/text.js';
import { answersNormally } from '../faults/fault-handlers.js';
import { magicMatch } from '../faults/magic-ids.js';
import type { RuleMatch } from '../faults/rules.js';
import type { Decision, LoggedRequest } from '../log/entry.js';
import { pushHistories } from '../reports/push-history.js';
import { answerTo, earlyRefusal, type ReadBody, type ReceivedRequest } from './decide.js';
import type { Integration, RequestContext } from './integration.js';
import type { MockState } from './mock-state.js';

/** Sends the answer to a request, unless a fault takes it over. */
export type Respond = (answer: Answer, fault: RuleMatch | undefined) => undefined;

/** A push that the vendor can read. */
type ReadPush = Extract<ValidationResult, { readonly ok: true }>;

const NO_CUSTOMERS: readonly string[] = [];

/** The usual decisions; the journal refers to one of them ten thousand times. */
const WITHOUT_FAULT: Readonly<Record<'accepted' | 'push' | 'other', Decision>> = {
  accepted: { accepted: true, isPush: true, fault: undefined },
  push: { accepted: false, isPush: true, fault: undefined },
  other: { accepted: false, isPush: false, fault: undefined },
};

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
   * once, except to the first body that Joi must word a refusal of: Joi is loaded then.
   */
  decide(context: RequestContext, received: ReceivedRequest, respond: Respond): Promise<void> | undefined {
    const { integration, request, rateLimit } = context;
    const { settings } = integration;
    const refusal = earlyRefusal(received, rateLimit, request.receivedAtMs, settings);
    if (refusal) return this.#conclude(context, received.body, refusal, undefined, respond);
    const json = parseJson(received.body.bytes);
    if (!json.ok) {
      const answer = notJson(json.row, json.reason, settings.envelope);
      return this.#conclude(context, received.body, answer, undefined, respond);
    }
    if (isWellFormed(json.value, settings.maxUserIds)) {
      return this.#judge(context, received.body, { ok: true, push: json.value, converted: false }, respond);
    }
    if (this.#validate) return this.#judge(context, received.body, this.#validate(json.value, settings), respond);
    return this.#loadValidator().then((validate) =>
      this.#judge(context, received.body, validate(json.value, settings), respond),
    );
  }

  #judge(context: RequestContext, body: ReadBody, verdict: ValidationResult, respond: Respond): undefined {
    const { integration, request } = context;
    const advise = () => (verdict.ok ? adviseOn(integration, request, verdict) : []);
    const answer = answerTo(verdict, integration.settings, advise);
    return this.#conclude(context, body, answer, verdict.ok ? verdict : undefined, respond, advise);
  }

  /** Matches the fault rules, now that the customers are known, records body and decision, and responds. */
  #conclude(
    context: RequestContext,
    body: ReadBody,
    right: Answer,
    read: ReadPush | undefined,
    respond: Respond,
    advise?: () => readonly Advisory[],
  ): undefined {
    const { integration, request } = context;
    const answer = integration.mutation.answer(right);
    integration.log.receiveBody(request, body, advise);
    // The sender left while Joi was loaded: nothing was decided in time.
    if (request.completion) return respond(answer, undefined);
    const fault = this.#faultOf(context, read?.push.userIds ?? NO_CUSTOMERS);
    const accepted = answer.delivers && (!fault || answersNormally(fault.rule.fault) || fault.rule.accepted === true);
    integration.log.decide(
      request,
      fault
        ? { accepted, isPush: read !== undefined, fault: { rule: fault.id, type: fault.rule.fault.type } }
        : WITHOUT_FAULT[accepted ? 'accepted' : read ? 'push' : 'other'],
      read && { push: read.push, bytes: read.converted ? undefined : body.bytes },
    );
    return respond(answer, fault);
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
  { push, converted }: ReadPush,
): readonly Advisory[] {
  const [history = NO_HISTORY]: readonly PushHistory[] = pushHistories(log.deliveries.segments(), [
    { number, atMs, push },
  ]);
  return advise(push, history, converted);
}
