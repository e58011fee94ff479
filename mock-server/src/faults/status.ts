import { type Answer, BODILESS, plainAnswer } from '../answers/answer.js';
import { STATUS_BODIES } from '../api/faults.js';
import { MAX_ANSWER_STATUS, MIN_ANSWER_STATUS } from '../api/settings.js';
import type { FaultHandler } from './fault-handler.js';
import { gatewayPage, reasonOf } from './gateway-page.js';
import { retryAfterHeader, retryAfterJsonSchema, retryAfterOptions } from './retry-after.js';

const MAX_MESSAGE_LENGTH = 1000;

/** Answers with any status, as a gateway in front of the vendor does. */
export const status: FaultHandler<'status'> = {
  answersNormally: false,
  options: (joi) => ({
    status: joi
      .number()
      .integer()
      .min(MIN_ANSWER_STATUS)
      .max(MAX_ANSWER_STATUS)
      .required()
      .description('Status of the answer.'),
    ...retryAfterOptions(joi, false),
    body: joi.valid(...STATUS_BODIES).description('Format of the body. Default json: error and message.'),
    message: joi
      .string()
      .allow('')
      .max(MAX_MESSAGE_LENGTH)
      .description('The message of a json body. Default: the reason phrase of the status.')
      .when('body', { is: joi.valid('json'), otherwise: joi.forbidden() }),
  }),
  constrain(schema) {
    const { properties, dependentSchemas } = retryAfterJsonSchema(false);
    const message = { properties: { body: { const: 'json' } } };
    return schema.meta({ jsonSchema: { properties, dependentSchemas: { ...dependentSchemas, message } } });
  },
  apply({ status: code, retryAfter, retryAfterForm, body = 'json', message }, { nowMs, writer, report }) {
    const { headers, retryAt } = retryAfterHeader({ retryAfter, retryAfterForm }, nowMs);
    const answer = answerOf(code, BODILESS.has(code) ? 'empty' : body, message, headers);
    report({ outcome: 'faulted', status: code, response: answer.body, ...retryAt });
    writer.send(answer);
  },
};

function answerOf(
  code: number,
  body: (typeof STATUS_BODIES)[number],
  message: string | undefined,
  headers: Answer['headers'],
): Answer {
  if (body === 'html') return gatewayPage(code, headers);
  if (body === 'empty') return plainAnswer(code, '', { ...headers, 'Content-Type': 'text/html' });
  const reason = reasonOf(code);
  return plainAnswer(code, JSON.stringify({ error: reason, message: message ?? reason }), headers);
}
