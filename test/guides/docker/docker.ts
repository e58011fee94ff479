import { build, exec, inspect, remove, run } from './commands.js';
import { compose } from './compose.js';

/** In place of the program `docker`, where there is no engine: the commands and flags of the guide, and no others. */
const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  build,
  run,
  exec,
  inspect,
  rm: remove,
  compose,
};

const [command = '', ...args] = process.argv.slice(2);
const known = COMMANDS[command];
try {
  if (!known) throw new Error(`this stand-in knows no docker ${command}`);
  process.exitCode = await known(args);
} catch (error) {
  process.stderr.write(`docker: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 125;
}
