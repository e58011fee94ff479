import { join } from 'node:path';
import { ROOT } from '../../workspace/root.js';

/** The command of the reference client, as its users run it for a job. */
export const REFERENCE: readonly string[] = [process.execPath, join(ROOT, 'client/bundle/cli.js'), 'send'];
