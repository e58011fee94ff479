import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ROOT } from '../workspace/root.js';
import { ReleaseRefused, release } from './release.js';

const USAGE = `Usage: npm run release -- VERSION [--dry-run]

Sets the version everywhere, builds, and packs into release/. Publishes and tags nothing: prints the commands that do.
--dry-run changes nothing either.
`;

process.exitCode = main();

function main(): number {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    });
    const [version] = positionals;
    if (values.help || version === undefined || positionals.length > 1) {
      process.stderr.write(USAGE);
      return values.help ? 0 : 2;
    }
    const date = new Date().toISOString().slice(0, 10);
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    release({ root: ROOT, version, date, isDryRun: values['dry-run'], run, print });
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (isUsage(error)) return 2;
    if (!(error instanceof ReleaseRefused)) process.stderr.write('git restore . puts back what was changed.\n');
    return 1;
  }
}

function run(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function isUsage(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
