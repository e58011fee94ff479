import type { Logger } from './logger.js';

/** Logs what should never happen: where it did, and not what it was about, since that may name customers. */
export function logDefect(logger: Logger, error: unknown, fields: object = {}): void {
  logger.error({ ...fields, error: outline(error) }, 'a defect of the mock');
}

function outline(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack = '', code } = error as NodeJS.ErrnoException;
  const frames = stack.split('\n').filter((line) => /^ +at /.test(line));
  return { type: name, ...(code === undefined ? {} : { code }), message: masked(message), stack: frames };
}

/** Engines quote what they stumbled on, and an id may stand in any sentence as a number. */
function masked(message: string): string {
  return message.replace(/(["'`])[\s\S]*\1/g, '$1…$1').replace(/\d{5,}/g, '…');
}
