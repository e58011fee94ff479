import type { Fault, FaultType } from '../api/faults.js';
import { emptyReply } from './empty-reply.js';
import { extraKeys } from './extra-keys.js';
import type { AnyFaultHandler, FaultContext, FaultHandler } from './fault-handler.js';
import { garbage } from './garbage.js';
import { gzipBody } from './gzip-body.js';
import { hang } from './hang.js';
import { latency } from './latency.js';
import { malformedJson } from './malformed-json.js';
import { rateLimited } from './rate-limited.js';
import { redirect } from './redirect.js';
import { reset } from './reset.js';
import { slowBody } from './slow-body.js';
import { staleConnection } from './stale-connection.js';
import { status } from './status.js';
import { truncatedBody } from './truncated-body.js';
import { unavailable } from './unavailable.js';
import { wrongContentType } from './wrong-content-type.js';

/** The list of faults. The schema of rules and the OpenAPI document follow from it. */
const FAULT_HANDLERS: { readonly [T in FaultType]: FaultHandler<T> } = {
  unavailable,
  status,
  'rate-limited': rateLimited,
  latency,
  hang,
  reset,
  'empty-reply': emptyReply,
  'truncated-body': truncatedBody,
  'malformed-json': malformedJson,
  garbage,
  'slow-body': slowBody,
  'wrong-content-type': wrongContentType,
  'stale-connection': staleConnection,
  redirect,
  'extra-keys': extraKeys,
  'gzip-body': gzipBody,
};

export function handlerOf(type: FaultType): AnyFaultHandler {
  return FAULT_HANDLERS[type];
}

/** True if the vendor's own answer is sent in the end, so that the push is accepted as usual. */
export function answersNormally({ type }: Fault): boolean {
  return FAULT_HANDLERS[type].answersNormally;
}

export async function applyFault(fault: Fault, context: FaultContext): Promise<void> {
  // TypeScript does not see that handler and fault have the same type.
  await handlerOf(fault.type).apply(fault as never, context);
}
