import type { Fault, FaultType } from '../api/faults.js';
import { emptyReply } from './empty-reply.js';
import { extraKeys } from './extra-keys.js';
import type { FaultKind, Scene } from './fault.js';
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

const KINDS: { readonly [T in FaultType]: FaultKind<T> } = {
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

/** Whether the vendor's own answer goes out in the end, so that the push is accepted as usual. */
export function passes({ type }: Fault): boolean {
  return KINDS[type].passes;
}

/** Lets a fault take a request over. */
export async function act<T extends FaultType>(fault: Extract<Fault, { type: T }>, scene: Scene): Promise<void> {
  // TypeScript does not follow that the kind and the fault are of one type.
  const kind = KINDS[fault.type] as unknown as FaultKind<T>;
  await kind.act(fault as never, scene);
}
