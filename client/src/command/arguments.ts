import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './context.js';

export const HELP = `Usage: imshop-push send   --ids FILE --title TEXT --summary TEXT [options]
       imshop-push plan   --ids FILE --title TEXT --summary TEXT [options]
       imshop-push resume JOURNAL [options]
       imshop-push report JOURNAL [--state STATE]

  send     sends a personal push once to every customer in FILE
  plan     prints what send would do, and sends nothing
  resume   continues a run that stopped early; no customer gets the push twice
  report   prints the customers in each state; with --state, their ids

The push:
  --url URL            push address; better set IMSHOP_PUSH_URL, since the address is a secret
  --ids FILE           customers' ids; - reads the standard input
  --format FORMAT      lines, csv or ndjson (default: by the file's extension, else lines)
  --column NAME        column of a CSV file, or key of NDJSON (default: the only column, else userId)
  --title TEXT         first line of the notification
  --summary TEXT       text of the notification
  --deeplink LINK      link that the application opens, e.g. slug://browse
                       Without these flags, IMSHOP_JOB names a JSON file {userIds, message, deeplink?}. Its
                       journal is <job>.journal.ndjson: send resumes an unfinished run from it, and sends
                       nothing if the run has ended

Delivery:
  --journal FILE       records the run, so that it can be resumed after a crash
  --store-ids          stores ids and texts in the journal, so that resume needs only the journal
  --delivery MODE      at-most-once (default) or at-least-once, for requests without a clear answer
  --on-invalid MODE    fail (default) or drop-and-resend, if the vendor names ids that it refuses
  --chunk-size N       customers in a request (default 1000)
  --rate-limit N/TIME  the vendor's limit (default 10/1m, or IMSHOP_RATE_LIMIT_REQUESTS and ..._WINDOW_MS)
  --rate-limit-store STORE
                       shares the limit among processes: a folder (default: one for each user), memory, or
                       redis://HOST (or IMSHOP_RATE_LIMIT_STORE)
  --timeout TIME       longest wait for the whole answer to a request (default 75s, or IMSHOP_TIMEOUT_MS)
  --dry-run            same as plan

  --state STATE        accepted, rejected, unknown or not-sent
  --json               prints one line of JSON
  --help, --version

Exit codes: 0 all accepted, 2 some rejected, 3 some unknown, 4 some not sent (resume the run), 64 wrong usage.
`;

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
  'rate-limit-store': { type: 'string' },
  timeout: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

export type Flags = {
  readonly [K in keyof typeof OPTIONS]?: (typeof OPTIONS)[K]['type'] extends 'string' ? string : boolean;
};

/** The flags of each command, besides `--json`, `--help` and `--version`. */
const PUSH = ['ids', 'format', 'column', 'title', 'summary', 'deeplink'] as const;
const SENDING = ['url', 'journal', 'delivery', 'on-invalid', 'rate-limit', 'rate-limit-store', 'timeout'] as const;
const TAKES: Readonly<Record<CommandName, readonly (keyof Flags)[]>> = {
  send: [...PUSH, ...SENDING, 'store-ids', 'chunk-size', 'dry-run'],
  plan: [...PUSH, 'chunk-size', 'rate-limit'],
  resume: [...PUSH, ...SENDING],
  report: [...PUSH, 'journal', 'state'],
};

export interface Arguments {
  readonly command: CommandName | undefined;
  readonly flags: Flags;
  /** From the flag, or the argument of `resume` and `report`. */
  readonly journal: string | undefined;
}

/** @throws UsageError */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values: flags, positionals } = parse(argv);
  const [name, ...rest] = positionals;
  const command = COMMANDS.find((one) => one === name);
  if (flags.help || flags.version) return { command, flags, journal: undefined };
  if (!command) {
    const problem = name === undefined ? 'missing command' : `unknown command ${name}`;
    throw new UsageError(`${problem}; commands are ${COMMANDS.join(', ')}`);
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

function parse(argv: readonly string[]): { values: Flags; positionals: string[] } {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error)
      throw new UsageError(error.message.split('. ')[0] ?? error.message);
    throw error;
  }
}
