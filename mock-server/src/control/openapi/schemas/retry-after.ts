import { RETRY_AFTER_FORMS } from '../../../api/settings.js';
import {
  MAX_DATED_RETRY_AFTER_S,
  MAX_RETRY_AFTER_LENGTH,
  RETRY_AFTER_TEXT,
} from '../../../faults/retry-after-schema.js';
import { nonEmpty, oneOf, optional, type Schema, whole } from '../schema.js';

/** What a fault says of `Retry-After`. */
export const RETRY_AFTER = {
  retryAfter: optional({
    anyOf: [
      whole('Seconds.', { maximum: Number.MAX_SAFE_INTEGER }),
      { ...nonEmpty('Sent as it is.'), maxLength: MAX_RETRY_AFTER_LENGTH, pattern: RETRY_AFTER_TEXT.source },
    ],
    description: 'Value of Retry-After.',
  }),
  retryAfterForm: optional(
    oneOf(RETRY_AFTER_FORMS, 'What becomes of the seconds: as they are, an HTTP date so much later, or no header.'),
  ),
};

const SECONDS = { retryAfter: { type: 'integer' } };

/** What goes with a form where there is a default, in seconds. */
export const FORM_OF_DEFAULT: Schema = {
  properties: SECONDS,
  anyOf: [
    { properties: { retryAfterForm: { enum: ['seconds', 'off'] } } },
    { properties: { retryAfter: { type: 'integer', maximum: MAX_DATED_RETRY_AFTER_S } } },
  ],
};

/** What goes with a form where there is none: seconds, which only `off` can do without. */
export const FORM_OF_SECONDS: Schema = {
  allOf: [FORM_OF_DEFAULT],
  anyOf: [{ properties: SECONDS, required: ['retryAfter'] }, { properties: { retryAfterForm: { const: 'off' } } }],
};
