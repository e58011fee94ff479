import { readFile, stat } from 'node:fs/promises';
import { parseJson } from 'imshop-contracts';
import type { Push } from '../push.js';
import type { Flags } from './arguments.js';
import { type CommandContext, type Environment, UsageError } from './context.js';
import { FORMATS, type IdsFormat, readIds } from './ids-input.js';

/**
 * The push to send: from flags, or from the file in `IMSHOP_JOB`; `undefined` without either.
 *
 * @throws UsageError
 */
export async function pushFromInput(flags: Flags, context: CommandContext): Promise<Push | undefined> {
  if (hasPushFlags(flags)) return pushFromFlags(flags, context);
  const path = jobPath(flags, context.env);
  return path === undefined ? undefined : pushFromFile(path);
}

/**
 * The journal beside the job file, from which a restarted command resumes. `undefined` without a job file, or if that is not a regular
 * file: a pipe cannot be read again, and its folder does not belong to the user.
 */
export async function journalOfJob(flags: Flags, env: Environment): Promise<string | undefined> {
  const path = jobPath(flags, env);
  return path !== undefined && (await stat(path)).isFile() ? `${path}.journal.ndjson` : undefined;
}

function jobPath(flags: Flags, env: Environment): string | undefined {
  return hasPushFlags(flags) ? undefined : env['IMSHOP_JOB'] || undefined;
}

function hasPushFlags({ ids, title, summary, deeplink }: Flags): boolean {
  return [ids, title, summary, deeplink].some((flag) => flag !== undefined);
}

function pushFromFlags(flags: Flags, { stdin, stop }: CommandContext): Push {
  const { ids, title, summary, deeplink, format, column } = flags;
  const missing = Object.entries({ ids, title, summary }).find(([, flag]) => flag === undefined)?.[0];
  if (ids === undefined || title === undefined || summary === undefined)
    throw new UsageError(`--${missing} is missing`);
  return {
    userIds: readIds({ path: ids, format: parseFormat(format), column }, stdin, stop),
    message: { title, summary },
    ...(deeplink !== undefined && { deeplink }),
  };
}

function parseFormat(value: string | undefined): IdsFormat | undefined {
  const format = FORMATS.find((one) => one === value);
  if (value !== undefined && !format) throw new UsageError(`--format must be ${FORMATS.join(', ')}, is ${value}`);
  return format;
}

/** The client checks the content, as of any push. */
async function pushFromFile(path: string): Promise<Push> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(`IMSHOP_JOB: ${error instanceof Error ? error.message : String(error)}`);
  });
  const push = parseJson(text);
  if (push === undefined) throw new UsageError(`IMSHOP_JOB: ${path} is not JSON`);
  return push as Push;
}
