import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The command of the mock, as it is published. */
export const MOCK_CLI = fileURLToPath(import.meta.resolve('imshop-mock/package.json')).replace(
  'package.json',
  'bundle/cli.js',
);

/** The command's arguments for a mock on a free port, which says as JSON where it listens. */
export const START = ['start', '--port', '0', '--json'] as const;

export interface Ready {
  readonly url: string;
  readonly pushUrl: string;
  readonly port: number;
  readonly pid: number;
}

/** What a mock says first, if as JSON: that it is ready. */
export async function ready({ stdout }: ChildProcess): Promise<Ready> {
  if (!stdout) throw new Error('the mock has no output');
  const [line] = await once(stdout, 'data');
  return JSON.parse(String(line));
}
