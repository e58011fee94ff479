import type { FidelityId } from '../fidelity.js';
import type { PushRequest } from '../wire.js';
import { convertBody } from './conversion.js';
import { findViolations, type Violation } from './push-schema.js';
import { wordViolations } from './wording.js';

export interface ValidationOptions {
  /** Maximum number of `userIds` in a request; the vendor's number is `MAX_USER_IDS`. */
  readonly maxUserIds: number;
  /** `true` lists every error of the body, as the vendor's page says; `false` the first only. */
  readonly listAllErrors: boolean;
}

/** The vendor's decision about a body. */
export type ValidationResult =
  | {
      readonly ok: true;
      /** The push as the vendor reads it. */
      readonly push: PushRequest;
      /** True when a JSON string took the place of an array or object. */
      readonly converted: boolean;
    }
  | {
      readonly ok: false;
      /** The `message` of the 400. */
      readonly message: string;
      /** The dotted path of each error in `message`: hapi 16 lists them as `validation.keys`, before it escapes HTML. */
      readonly keys: readonly string[];
      /** The row of the fidelity table that says how well `message` is known. */
      readonly row: FidelityId;
    };

/** The one refusal that the vendor's page shows. */
const DOCUMENTED = 'child "userIds" fails because ["userIds" must be an array]';

/**
 * Validates a body as joi 14.3.1 does, the library whose texts the vendor's page shows: it takes the same bodies, and
 * refuses the others with the same message, byte for byte.
 *
 * @param body The body as `JSON.parse` gives it; `undefined` when the request has none.
 */
export function validatePush(body: unknown, options: ValidationOptions): ValidationResult {
  const read = convertBody(body);
  const violations = findViolations(read.body, options.maxUserIds);
  if (violations.length === 0) {
    // The schema found no violation, so the body has this shape.
    return { ok: true, push: toPush(read.body as PushRequest), converted: read.converted };
  }
  const { message, named } = wordViolations(violations, options.listAllErrors);
  return { ok: false, message, keys: named.map(({ path }) => path.join('.')), row: rowOf(message, named) };
}

/** Copies the push to ordinary objects: those of a converted body have no prototype. */
function toPush({ userIds, message: { title, summary }, deeplink }: PushRequest): PushRequest {
  return { userIds, message: { title, summary }, ...(deeplink === undefined ? {} : { deeplink }) };
}

function rowOf(message: string, named: readonly Violation[]): FidelityId {
  const everyTypeIs = (type: string) => named.every((violation) => violation.type === type);
  if (message === DOCUMENTED) {
    return 'documented-text';
  }
  if (named.some(({ path }) => path.length === 0)) {
    return 'not-an-object';
  }
  if (everyTypeIs('object.unknown')) {
    return 'unknown-key';
  }
  if (everyTypeIs('array.max')) {
    return 'too-many-ids';
  }
  return named.length > 1 ? 'error-joining' : 'validation-text';
}
