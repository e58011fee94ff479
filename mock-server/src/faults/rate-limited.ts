import { rateLimited as rateLimitedAnswer } from '../answers/answer.js';
import type { FaultHandler } from './fault-handler.js';
import { retryAfterHeader, retryAfterJsonSchema, retryAfterOptions } from './retry-after.js';

const DEFAULT_RETRY_AFTER_S = 60;

/** Answers 429, whatever the rate limiter counted. */
export const rateLimited: FaultHandler<'rate-limited'> = {
  answersNormally: false,
  options: (joi) => retryAfterOptions(joi, true),
  constrain: (schema) => schema.meta({ jsonSchema: retryAfterJsonSchema(true) }),
  apply({ retryAfter = DEFAULT_RETRY_AFTER_S, retryAfterForm }, { nowMs, settings, writer, report, applyMutation }) {
    const { hint: _, ...refusal } = rateLimitedAnswer(nowMs, DEFAULT_RETRY_AFTER_S * 1000, 'off', settings.envelope);
    const { headers, retryAt } = retryAfterHeader({ retryAfter, retryAfterForm }, nowMs);
    const answer = applyMutation({ ...refusal, row: 'simulated-fault', headers, ...retryAt });
    const { status, body, retryAtMs } = answer;
    report({ outcome: 'rate-limited', status, response: body, ...(retryAtMs === undefined ? {} : { retryAtMs }) });
    writer.send(answer);
  },
};
