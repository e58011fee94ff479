import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from '../../workspace/root.js';

/** The command of the reference client, as its users run it for a job. */
export const REFERENCE: readonly string[] = [process.execPath, join(ROOT, 'client/bundle/cli.js'), 'send'];

/** Whether this machine has a program. */
export function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}
