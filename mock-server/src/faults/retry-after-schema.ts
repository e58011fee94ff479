import Joi from 'joi';
import { RETRY_AFTER_FORMS } from '../api/settings.js';

export const MAX_RETRY_AFTER_LENGTH = 256;
export const RETRY_AFTER_TEXT = /^[\x20-\x7e]*$/;
/** Most seconds that are told as a date: 31 years, so that the year keeps its four digits. */
export const MAX_DATED_RETRY_AFTER_S = 1_000_000_000;

const seconds = (max: number) => Joi.number().strict().integer().min(0).max(max);

/** Seconds, or the text of a header. */
const retryAfter = Joi.alternatives(
  seconds(Number.MAX_SAFE_INTEGER),
  Joi.string().max(MAX_RETRY_AFTER_LENGTH).pattern(RETRY_AFTER_TEXT, 'visible ASCII'),
);

const noForm = Joi.forbidden().messages({ 'any.unknown': '{{#label}} goes with a retryAfter of seconds' });

/** A form is for seconds: a text is sent as it is. `otherwise` are the forms without either. */
function formWith(otherwise: readonly string[]): Joi.Schema {
  const cases: readonly (readonly [is: Joi.Schema, then: Joi.Schema])[] = [
    [Joi.string().required(), noForm],
    [seconds(MAX_DATED_RETRY_AFTER_S).required(), Joi.valid(...RETRY_AFTER_FORMS)],
    [Joi.exist(), Joi.valid('seconds', 'off')],
  ];
  return Joi.when('retryAfter', {
    switch: cases.map(([is, then]) => ({ is, then })),
    otherwise: Joi.valid(...otherwise),
  });
}

/** What a fault takes that says nothing of `Retry-After` by itself. */
export const RETRY_AFTER = { retryAfter, retryAfterForm: formWith(['off']) };

/** What a fault takes whose `Retry-After` has a default, in seconds. */
export const DEFAULTED_RETRY_AFTER = { retryAfter, retryAfterForm: formWith(RETRY_AFTER_FORMS) };
