import { RETRY_AFTER_FORMS, type RetryAfterForm } from 'imshop-contracts';
import type Joi from 'joi';
import { retryAfterValue } from '../answers/answer.js';

/** The options of a fault that sends `Retry-After`. */
interface RetryAfterOptions {
  readonly retryAfter?: number | string | undefined;
  readonly retryAfterForm?: RetryAfterForm | undefined;
}

/** The header, and the moment that it names; a text names none. */
export function retryAfterHeader(
  { retryAfter, retryAfterForm: form = 'seconds' }: RetryAfterOptions,
  nowMs: number,
): { readonly headers: Readonly<Record<string, string>>; readonly retryAt: { readonly retryAtMs?: number } } {
  if (retryAfter === undefined || form === 'off') return { headers: {}, retryAt: {} };
  if (typeof retryAfter === 'string') return { headers: { 'Retry-After': retryAfter }, retryAt: {} };
  const waitMs = retryAfter * 1000;
  return {
    headers: { 'Retry-After': retryAfterValue(nowMs, waitMs, form) },
    retryAt: { retryAtMs: nowMs + waitMs },
  };
}

const MAX_TEXT_LENGTH = 256;
const VISIBLE_ASCII = /^[\x20-\x7e]*$/;
/** Maximum number of seconds in the form of a date: 31 years, so that the year keeps its four digits. */
const MAX_DATED_S = 1_000_000_000;

/**
 * Schemas of both options. A form needs seconds, because a text is sent unchanged.
 *
 * @param hasDefault The fault has a default in seconds, so that a form needs no `retryAfter`.
 */
export function retryAfterOptions(joi: Joi.Root, hasDefault: boolean): Record<keyof RetryAfterOptions, Joi.Schema> {
  const seconds = joi.number().integer().min(0);
  const cases: readonly (readonly [is: Joi.Schema, then: Joi.Schema])[] = [
    [
      joi.string().required(),
      joi.forbidden().messages({ 'any.unknown': '{{#label}} is allowed only if retryAfter is in seconds' }),
    ],
    [seconds.max(MAX_DATED_S).required(), joi.valid(...RETRY_AFTER_FORMS)],
    [joi.exist(), joi.valid('seconds', 'off')],
  ];
  return {
    retryAfter: joi
      .alternatives(
        seconds.max(Number.MAX_SAFE_INTEGER).description('Seconds.'),
        joi.string().max(MAX_TEXT_LENGTH).pattern(VISIBLE_ASCII, 'visible ASCII').description('Sent unchanged.'),
      )
      .description(`Value of Retry-After. Default: ${hasDefault ? '60' : 'no header'}.`),
    retryAfterForm: joi.when('retryAfter', {
      switch: cases.map(([is, then]) => ({ is, then })),
      otherwise: joi.valid(...(hasDefault ? RETRY_AFTER_FORMS : ['off'])),
    }),
  };
}

const IN_SECONDS = { retryAfter: { type: 'integer' } };

/** The JSON Schema of `retryAfterForm` and what it requires, which Joi cannot derive from `when`. */
export function retryAfterJsonSchema(hasDefault: boolean) {
  const bounded = {
    properties: IN_SECONDS,
    anyOf: [
      { properties: { retryAfterForm: { enum: ['seconds', 'off'] } } },
      { properties: { retryAfter: { type: 'integer', maximum: MAX_DATED_S } } },
    ],
  };
  const given = {
    allOf: [bounded],
    anyOf: [{ properties: IN_SECONDS, required: ['retryAfter'] }, { properties: { retryAfterForm: { const: 'off' } } }],
  };
  return {
    properties: {
      retryAfterForm: {
        type: 'string',
        enum: RETRY_AFTER_FORMS,
        description: 'Form of a retryAfter in seconds: the seconds, an HTTP date, or no header. Default seconds.',
      },
    },
    dependentSchemas: { retryAfterForm: hasDefault ? bounded : given },
  };
}
