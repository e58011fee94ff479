import { type Fault, type FaultType, type Latency, REDIRECT_STATUSES } from '../../../api/faults.js';
import { MAX_ANSWER_STATUS, MIN_ANSWER_STATUS } from '../../../api/settings.js';
import {
  LOCATION,
  MAX_FAULT_MS,
  MAX_LOCATION_LENGTH,
  MAX_SIGMA,
  MAX_STATUS_MESSAGE_LENGTH,
  STATUS_BODIES,
} from '../../../faults/bounds.js';
import { closed, number, oneOf, optional, type Schema, text, whole } from '../schema.js';
import { FORM_OF_DEFAULT, FORM_OF_SECONDS, RETRY_AFTER } from './retry-after.js';

/** The fault of one type. */
type Of<T extends FaultType> = Extract<Fault, { readonly type: T }>;

/** Types of faults that take no more than their type. */
type BareType = { readonly [T in FaultType]: Exclude<keyof Of<T>, 'type'> extends never ? T : never }[FaultType];

/** The latency that has the key `K`, without the keys it rules out. */
type LatencyBy<K extends string> = Taken<Extract<Latency, Readonly<Record<K, number>>>>;
type Taken<T> = { readonly [K in keyof T as [T[K]] extends [undefined] ? never : K]: T[K] };

const DELAY = { maximum: MAX_FAULT_MS };

const LATENCY: Schema = {
  oneOf: [
    closed<LatencyBy<'ms'>>({ type: only('latency'), ms: whole('Always so long.', DELAY) }),
    closed<LatencyBy<'minMs'>>({
      type: only('latency'),
      minMs: whole('At least so long.', DELAY),
      maxMs: whole('At most so long, evenly spread; not below minMs.', DELAY),
    }),
    closed<LatencyBy<'medianMs'>>({
      type: only('latency'),
      medianMs: whole('Half of the answers take longer; log-normal.', { minimum: 1, maximum: MAX_FAULT_MS }),
      sigma: number('Spread of the logarithm.', { minimum: 0, maximum: MAX_SIGMA }),
    }),
  ],
};

/** Each fault by its type. */
export const FAULT_TYPE_SCHEMAS: Readonly<Record<FaultType, Schema>> = {
  unavailable: bare('unavailable'),
  status: {
    ...closed<Of<'status'>>({
      type: only('status'),
      status: whole('Status of the answer.', { minimum: MIN_ANSWER_STATUS, maximum: MAX_ANSWER_STATUS }),
      ...RETRY_AFTER,
      body: optional(oneOf(STATUS_BODIES, 'json unless given: error and message.')),
      message: optional({
        ...text('message of a body that is json; the reason phrase unless given.'),
        maxLength: MAX_STATUS_MESSAGE_LENGTH,
      }),
    }),
    dependentSchemas: { message: { properties: { body: { const: 'json' } } }, retryAfterForm: FORM_OF_SECONDS },
  },
  'rate-limited': {
    ...closed<Of<'rate-limited'>>({ type: only('rate-limited'), ...RETRY_AFTER }),
    dependentSchemas: { retryAfterForm: FORM_OF_DEFAULT },
  },
  latency: LATENCY,
  hang: bare('hang'),
  reset: bare('reset'),
  'empty-reply': bare('empty-reply'),
  'truncated-body': bare('truncated-body'),
  'malformed-json': bare('malformed-json'),
  garbage: bare('garbage'),
  'slow-body': closed<Of<'slow-body'>>({
    type: only('slow-body'),
    intervalMs: optional(whole('Between two bytes; 100 unless given.', { minimum: 1, maximum: MAX_FAULT_MS })),
  }),
  'wrong-content-type': bare('wrong-content-type'),
  'stale-connection': bare('stale-connection'),
  redirect: closed<Of<'redirect'>>({
    type: only('redirect'),
    location: {
      ...text('Value of Location: an absolute http or https URL, or an absolute path.'),
      maxLength: MAX_LOCATION_LENGTH,
      pattern: LOCATION.source,
    },
    status: optional({ type: 'integer', enum: REDIRECT_STATUSES, description: '302 unless given.' }),
  }),
  'extra-keys': bare('extra-keys'),
  'gzip-body': bare('gzip-body'),
};

/** A fault that needs nothing said but its type. */
function bare(type: BareType): Schema {
  return closed<Of<BareType>>({ type: only(type) });
}

function only(type: FaultType): Schema {
  return oneOf([type]);
}
