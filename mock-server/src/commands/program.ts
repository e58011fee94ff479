import { Command, CommanderError, Option } from 'commander';
import { ABSENT_SETTINGS, type SettingKey } from '../api/settings.js';
import { printable } from '../base/printable.js';
import { VERSION } from '../base/version.js';
import { environmentName, flagName } from '../settings/layers.js';
import { SETTING_KEYS, SETTINGS } from '../settings/settings-table.js';
import type { CheckFlags } from '../tools/check/options.js';
import { declareCheck, declareMutants } from './declare.js';
import { EXIT } from './exit.js';
import type { Flags } from './flags.js';
import type { MutantsFlags } from './mutants.js';
import type { ProbeFlags } from './probe.js';
import type { VerifyFlags } from './verify.js';

/** What each command does; each resolves to the exit code. */
export interface Actions {
  start(flags: Flags): Promise<number>;
  exec(command: readonly string[], flags: Flags): Promise<number>;
  check(command: readonly string[], flags: CheckFlags): Promise<number>;
  mutants(command: readonly string[], flags: MutantsFlags): Promise<number>;
  ready(flags: { readonly url?: string; readonly wait?: string }): Promise<number>;
  probe(flags: ProbeFlags): Promise<number>;
  verify(pacts: readonly string[], flags: VerifyFlags): Promise<number>;
}

/** Parses the command line, runs the command it names and resolves to the exit code. */
export async function run(argv: readonly string[], actions: Actions): Promise<number> {
  let code: number = EXIT.ok;
  const settle = async (result: Promise<number>) => {
    code = await result;
  };
  const program = new Command('imshop-mock')
    .description("Answers as Imshop's push API does, offline. Unofficial.")
    .version(VERSION)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(usageError(text)) })
    .enablePositionalOptions()
    .addHelpText('after', HELP);

  withSettings(
    program.command('start').description('serve until SIGTERM or SIGINT (the command where none is named)'),
  ).action((parsed: Parsed) => settle(actions.start(flagsOf(parsed))));

  withSettings(program.command('exec').description('serve while a command runs; exit as it does'), OF_SERVING)
    .usage('[options] -- COMMAND...')
    .argument('<command...>', 'what to run, with IMSHOP_PUSH_URL set')
    .passThroughOptions()
    .action((command: string[], parsed: Parsed) => settle(actions.exec(command, flagsOf(parsed))));

  declareCheck(program.command('check')).action((command: string[], flags: CheckFlags) =>
    settle(actions.check(command, flags)),
  );
  declareMutants(program.command('mutants')).action((command: string[], flags: MutantsFlags) =>
    settle(actions.mutants(command, flags)),
  );

  program
    .command('ready')
    .description('exit 0 when a mock answers, for health checks')
    .option('--url <URL>', 'where the mock listens (default: IMSHOP_MOCK_URL, or loopback and the set port)')
    .option('--wait <DURATION>', 'how long to wait for it, such as 10s')
    .action((flags: { url?: string; wait?: string }) => settle(actions.ready(flags)));

  program
    .command('verify')
    .description('verify pacts and sequences against a mock of its own: exit 0 verified, 1 differs, 2 could not run')
    .argument('<pact...>', 'files, folders, patterns, or addresses of pacts at a broker')
    .option('--json', 'one line of JSON on the standard output')
    .option('--junit <FILE>', 'a report for CI')
    .option('--html <FILE>', 'a report as a page')
    .option('--token <TOKEN>', 'bearer token of the broker (default: PACT_BROKER_TOKEN)')
    .option('--path <PATH>', 'path of the push address, with :slug (default: /:slug/push)')
    .action((pacts: string[], flags: VerifyFlags) => settle(actions.verify(pacts, flags)));

  program
    .command('probe')
    .description('ask a real endpoint what delivers nothing: exit 0 as the mock, 1 differs, 2 could not run to its end')
    .option('--url <URL>', 'the endpoint (default: IMSHOP_PUSH_URL)')
    .option('--out <FILE>', 'what was found, for --fidelity and for an issue (default: imshop-probe.json)')
    .option('--confirm <HOST>', "the host's name, where there is no terminal to type it on")
    .option('--interval-ms <NUMBER>', 'from an answer to the next question (default: 6700; less on loopback only)')
    .action((flags: ProbeFlags) => settle(actions.probe(flags)));

  try {
    await program.parseAsync(namesCommand(argv) ? argv : ['start', ...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
}

/** An unknown flag is named without its value: it may be a mistyped one that takes a secret. */
function usageError(text: string): string {
  return printable(text.replace(/^error: /, 'imshop-mock: ').replace(/(?<='--[^=]*=).*(?=')/s, '…'));
}

/** Whether the first word is a command, or asks about the program itself. */
function namesCommand([first = '-']: readonly string[]): boolean {
  return !first.startsWith('-') || ['-h', '--help', '-V', '--version'].includes(first);
}

const HELP = `
Each flag is also an environment variable (${flagName('maxUserIds')}: ${environmentName('maxUserIds')}) and a key of the
config file (maxUserIds). Flag over environment over file.

Exit codes: 0 done, 1 failed (such as: the port is in use), 2 a bad flag or setting.`;

/** Settings of a mock that is started to be watched. */
const OF_SERVING: readonly SettingKey[] = ['demo', 'json'];

function withSettings(command: Command, without: readonly SettingKey[] = []): Command {
  for (const key of SETTING_KEYS.filter((candidate) => !without.includes(candidate))) {
    const { help, default: initial, ...setting } = SETTINGS[key];
    const argument = 'argument' in setting ? ` <${setting.argument}>` : '';
    command.option(flagName(key) + argument, help + defaultText(key, initial));
  }
  // Known, so that their refusal says more than "unknown option".
  for (const key of ABSENT_SETTINGS) command.addOption(new Option(`${flagName(key)} <VALUE>`).hideHelp());
  return command.option('--config <FILE>', 'settings in YAML or JSON');
}

/** What Commander makes of flags: `--no-x` is `x: false`. */
type Parsed = Readonly<Record<string, string | boolean | undefined>>;

function flagsOf({ config, ...parsed }: Parsed): Flags {
  const settings = [...SETTING_KEYS, ...ABSENT_SETTINGS].flatMap((key) => {
    const positive = key.replace(/^no([A-Z])/, (_, letter: string) => letter.toLowerCase());
    const value = positive === key ? parsed[key] : parsed[positive] === false || undefined;
    return value === undefined ? [] : [[key, value]];
  });
  return { settings: Object.fromEntries(settings), config: typeof config === 'string' ? config : undefined };
}

function defaultText(key: SettingKey, initial: unknown): string {
  if (key === 'rateLimit') return ' (default: 10/1m)';
  return initial === undefined || initial === false ? '' : ` (default: ${initial})`;
}
