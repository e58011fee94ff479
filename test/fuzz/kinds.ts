import { Contract } from '../mock-server/openapi/contract.js';
import { bodies } from './bodies.js';
import { codings } from './codings.js';
import { controlCallsOf } from './control-calls.js';
import { framing } from './framing.js';
import type { Generator } from './fuzz-case.js';
import { heads } from './heads.js';
import { mutationsOf, slow } from './mutations.js';
import { pipelines } from './pipelines.js';
import { targets } from './targets.js';

const WELL_FRAMED = [bodies, bodies, bodies, codings, targets, heads] as const;
const LOOSE = [framing, mutationsOf([bodies, codings, targets, heads, framing]), slow, pipelines] as const;

/** Kinds of cases by the batch: three of both planes left in peace, then one that sets everything to anything. */
export async function batchesFor(origin: string): Promise<readonly (readonly Generator[])[]> {
  const peaceful = [...WELL_FRAMED, ...LOOSE];
  const calls = controlCallsOf(await Contract.at(`${origin}/_mock/openapi.json`));
  return [peaceful, peaceful, peaceful, [calls]];
}
