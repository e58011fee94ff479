import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeConsumerPact } from 'imshop-contracts/pact';
import { sendByReference } from './reference-sender.js';

/** The name of the reference client in its pact. */
export const CONSUMER = 'imshop-push';

/** Writes the pact of the reference client to a folder. An existing file is removed first, because Pact would add to it. */
export async function writeReferencePact(folder: string): Promise<string> {
  const file = join(folder, `${CONSUMER}-Imshop.json`);
  await rm(file, { force: true });
  await writeConsumerPact({ consumer: CONSUMER, folder, send: sendByReference });
  return file;
}
