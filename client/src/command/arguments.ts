import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.js';

const COMMANDS = ['send', 'plan', 'resume', 'report'] as const;
type CommandName = (typeof COMMANDS)[number];

const OPTIONS = {
  url: { type: 'string' },
  ids: { type: 'string' },
  format: { type: 'string' },
  column: { type: 'string' },
  title: { type: 'string' },
  summary: { type: 'string' },
  deeplink: { type: 'string' },
  journal: { type: 'string' },
  'store-ids': { type: 'boolean' },
  state: { type: 'string' },
  delivery: { type: 'string' },
  'on-invalid': { type: 'string' },
  'chunk-size': { type: 'string' },
  'rate-limit': { type: 'string' },
  'pace-store': { type: 'string' },
  timeout: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

export type Flags = {
  readonly [K in keyof typeof OPTIONS]?: (typeof OPTIONS)[K]['type'] extends 'string' ? string : boolean;
};

/** Which options a command takes besides `--json`, `--help` and `--version`. */
const WORK = ['ids', 'format', 'column', 'title', 'summary', 'deeplink'] as const;
const SENDING = ['url', 'journal', 'delivery', 'on-invalid', 'rate-limit', 'pace-store', 'timeout'] as const;
const TAKES: Readonly<Record<CommandName, readonly (keyof Flags)[]>> = {
  send: [...WORK, ...SENDING, 'store-ids', 'chunk-size', 'dry-run'],
  plan: [...WORK, 'chunk-size', 'rate-limit'],
  resume: [...WORK, ...SENDING],
  report: [...WORK, 'journal', 'state'],
};

export interface Arguments {
  readonly command: CommandName | undefined;
  readonly flags: Flags;
  /** `resume` and `report` take it as an argument too. */
  readonly journal: string | undefined;
}

/** @throws UsageError */
export function argumentsOf(argv: readonly string[]): Arguments {
  const { values: flags, positionals } = parsed(argv);
  const [name, ...rest] = positionals;
  const command = COMMANDS.find((one) => one === name);
  if (flags.help || flags.version) return { command, flags, journal: undefined };
  if (!command) {
    throw new UsageError(
      `${name === undefined ? 'a command is missing' : `there is no command ${name}`}; commands are ${COMMANDS.join(', ')}`,
    );
  }
  const allowed: readonly string[] = [...TAKES[command], 'json'];
  const foreign = Object.keys(flags).find((flag) => !allowed.includes(flag));
  if (foreign !== undefined) throw new UsageError(`${command} does not take --${foreign}`);
  const takesJournal = command === 'resume' || command === 'report';
  if (rest.length > (takesJournal && flags.journal === undefined ? 1 : 0)) {
    throw new UsageError(`${command} does not take the argument ${rest.at(-1)}`);
  }
  const journal = flags.journal ?? rest[0];
  if (takesJournal && journal === undefined)
    throw new UsageError(`${command} needs the journal of the run, e.g. run.ndjson`);
  return { command, flags, journal };
}

function parsed(argv: readonly string[]): { values: Flags; positionals: string[] } {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error)
      throw new UsageError(error.message.split('. ')[0] ?? error.message);
    throw error;
  }
}
