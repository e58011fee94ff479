import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Push } from '../push.js';
import type { Flags } from './arguments.js';
import { FORMATS, type IdsFormat, readIds } from './ids-input.js';
import type { Environment } from './settings.js';
import { UsageError } from './usage-error.js';

/**
 * The push to send: from flags, or from the file that `IMSHOP_JOB` names; `undefined` where neither says anything.
 *
 * @throws UsageError
 */
export async function workOf(
  flags: Flags,
  env: Environment,
  stdin: Readable,
  stop: AbortSignal,
): Promise<Push | undefined> {
  if (saysPush(flags)) return fromFlags(flags, stdin, stop);
  const path = jobPathOf(flags, env);
  return path === undefined ? undefined : fromFile(path);
}

/** The file that the push comes from, where no flag says anything of one. */
export function jobPathOf(flags: Flags, env: Environment): string | undefined {
  return saysPush(flags) ? undefined : env['IMSHOP_JOB'] || undefined;
}

function saysPush({ ids, title, summary, deeplink }: Flags): boolean {
  return [ids, title, summary, deeplink].some((flag) => flag !== undefined);
}

function fromFlags(flags: Flags, stdin: Readable, stop: AbortSignal): Push {
  const { ids, title, summary, deeplink, format, column } = flags;
  const missing = Object.entries({ ids, title, summary }).find(([, flag]) => flag === undefined)?.[0];
  if (ids === undefined || title === undefined || summary === undefined)
    throw new UsageError(`--${missing} is missing`);
  return {
    userIds: readIds({ path: ids, format: formatOf(format), column }, stdin, stop),
    message: { title, summary },
    ...(deeplink !== undefined && { deeplink }),
  };
}

function formatOf(value: string | undefined): IdsFormat | undefined {
  const format = FORMATS.find((one) => one === value);
  if (value !== undefined && !format) throw new UsageError(`--format must be ${FORMATS.join(', ')}, is ${value}`);
  return format;
}

/** What is in it is checked as any push is. */
async function fromFile(path: string): Promise<Push> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`IMSHOP_JOB: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return JSON.parse(text) as Push;
  } catch {
    throw new UsageError(`IMSHOP_JOB: ${path} is not JSON`);
  }
}
