import { environmentName, flagName } from '../settings/sources.js';
import { type Command, EXIT } from './command.js';

/** Width if the output is not a terminal, and the least that holds a table. */
const WIDTH_COLUMNS = 80;
const MIN_WIDTH_COLUMNS = 60;

type Row = readonly [term: string, description: string];

const HELP: Row = ['-h, --help', 'show this help'];

/** The help of the program. */
export function programHelp(summaries: readonly Row[]): string {
  return [
    'Usage: imshop-mock [command] [options]',
    "Answers as Imshop's push API does, offline. Unofficial.",
    table('Commands', [...summaries, ['help COMMAND', 'show the help of a command']]),
    table('Options', [['-V, --version', 'print the version'], HELP]),
    `Each flag of start and exec is also an environment variable (${flagName('maxUserIds')}: ${environmentName('maxUserIds')})\n` +
      'and a key of the config file (maxUserIds). Flag over environment over file.',
    `Exit codes: ${EXIT.ok} done, ${EXIT.failed} failed (such as: the port is in use), ${EXIT.usage} wrong usage (a bad flag or setting).\n`,
  ].join('\n\n');
}

/** The help of one command. */
export function commandHelp(name: string, summary: string, { flags, operands }: Command): string {
  const usage = operands ? ` ${operands.isProgram ? '-- ' : ''}${operands.name}...` : '';
  const rows = Object.entries(flags)
    .filter(([, { isHidden }]) => !isHidden)
    .map(([key, { argument, help }]): Row => [flagName(key) + (argument === undefined ? '' : ` <${argument}>`), help]);
  return [
    `Usage: imshop-mock ${name} [options]${usage}`,
    summary,
    ...(operands ? [table('Arguments', [[operands.name, operands.help]])] : []),
    `${table('Options', [...rows, HELP])}\n`,
  ].join('\n\n');
}

function table(title: string, rows: readonly Row[]): string {
  const termColumns = Math.max(...rows.map(([term]) => term.length));
  const indent = ' '.repeat(termColumns + 4);
  // Terminals that do not know their width say 0.
  const width = Math.max(MIN_WIDTH_COLUMNS, process.stdout.columns || WIDTH_COLUMNS) - indent.length;
  const lines = rows.map(
    ([term, description]) => `  ${term.padEnd(termColumns)}  ${wrapped(description, width).join(`\n${indent}`)}`,
  );
  return [`${title}:`, ...lines].join('\n');
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}
