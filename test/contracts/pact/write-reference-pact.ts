import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeConsumerPact } from 'imshop-contracts/pact';
import { sendByReference } from './reference-sender.js';

/** The name under which the reference client is known in its pact. */
export const CONSUMER = 'imshop-push';

/** Writes the pact of the reference client into a folder, anew: Pact would add to one that is there. */
export async function writeReferencePact(folder: string): Promise<string> {
  const file = join(folder, `${CONSUMER}-Imshop.json`);
  await rm(file, { force: true });
  await writeConsumerPact({ consumer: CONSUMER, folder, send: sendByReference });
  return file;
}
