import type { FidelityId } from '../fidelity.js';
import type { PushRequest } from '../wire.js';
import { readBody } from './conversion.js';
import { type Fault, faultsOf } from './faults.js';
import { wordFaults } from './wording.js';

/** How to judge a body. */
export interface ValidationOptions {
  /** Most `userIds` in a request; the vendor's number is `MAX_USER_IDS`. */
  readonly maxUserIds: number;
  /** `true` names every fault of the body, as the vendor's page says; `false` the first only. */
  readonly listAllErrors: boolean;
}

/** What the vendor makes of a body. */
export type Verdict =
  | {
      readonly ok: true;
      /** The push as the vendor reads it. */
      readonly push: PushRequest;
      /** Whether a JSON string stood for an array or object. */
      readonly converted: boolean;
    }
  | {
      readonly ok: false;
      /** The `message` of the 400. */
      readonly message: string;
      /** The dotted path of each fault in `message`: what hapi 16 lists as `validation.keys`, before it escapes HTML. */
      readonly keys: readonly string[];
      /** The row of the fidelity table that says how well `message` is known. */
      readonly row: FidelityId;
    };

/** The one refusal that the vendor's page shows. */
const DOCUMENTED = 'child "userIds" fails because ["userIds" must be an array]';

/**
 * Judges a body as joi 14.3.1 does, the library whose texts the vendor's page shows: it takes the same bodies, and
 * refuses the others in the same words, byte for byte.
 *
 * @param body The body as `JSON.parse` gives it; `undefined` where there is none.
 */
export function validatePush(body: unknown, options: ValidationOptions): Verdict {
  const reading = readBody(body);
  const faults = faultsOf(reading.body, options.maxUserIds);
  if (faults.length === 0) {
    // The schema found no fault, so the body has this shape.
    return { ok: true, push: pushIn(reading.body as PushRequest), converted: reading.converted };
  }
  const { message, named } = wordFaults(faults, options.listAllErrors);
  return { ok: false, message, keys: named.map(({ path }) => path.join('.')), row: rowOf(message, named) };
}

/** Puts the push on ordinary objects: while it is validated it stands on objects without a prototype. */
function pushIn({ userIds, message: { title, summary }, deeplink }: PushRequest): PushRequest {
  return { userIds, message: { title, summary }, ...(deeplink === undefined ? {} : { deeplink }) };
}

function rowOf(message: string, named: readonly Fault[]): FidelityId {
  const everyFaultIs = (type: string) => named.every((fault) => fault.type === type);
  if (message === DOCUMENTED) {
    return 'documented-text';
  }
  if (named.some(({ path }) => path.length === 0)) {
    return 'not-an-object';
  }
  if (everyFaultIs('object.unknown')) {
    return 'unknown-key';
  }
  if (everyFaultIs('array.max')) {
    return 'too-many-ids';
  }
  return named.length > 1 ? 'error-joining' : 'validation-text';
}
