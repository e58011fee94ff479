import { PushClient } from '../client.js';
import { PushError } from '../errors.js';
import type { Push } from '../push.js';
import { VERSION } from '../version.js';
import { type Arguments, argumentsOf } from './arguments.js';
import { resume, send } from './deliver.js';
import { EXIT } from './exit-code.js';
import { HELP } from './help.js';
import { report } from './report.js';
import { asUsage, clientOptions } from './settings.js';
import { planText } from './summary.js';
import { UsageError } from './usage-error.js';
import { workOf } from './work.js';
import { complain, say, type World } from './world.js';

/** Runs the command and gives its exit code. */
export async function main(world: World): Promise<number> {
  try {
    return await run(argumentsOf(world.argv), world);
  } catch (error) {
    const told = asUsage(error);
    if (!(told instanceof UsageError || told instanceof PushError)) throw error;
    const hint = 'code' in told && told.code === 'JOURNAL_INPUT_MISSING' ? ' with --ids, --title and --summary' : '';
    complain(world, `${told.message}${hint}`);
    return world.stop.aborted ? EXIT.halted : EXIT.usage;
  }
}

async function run(args: Arguments, world: World): Promise<number> {
  const { command, flags } = args;
  if (flags.help) return say(world, HELP);
  if (flags.version) return say(world, `${VERSION}\n`);
  const push = await workOf(flags, world.env, world.stdin, world.stop);
  switch (command) {
    case 'report':
      return report(args, push, world);
    case 'resume':
      return resume(args, push, world);
    default: {
      if (!push) throw new UsageError('there is nothing to send: give --ids, --title and --summary, or IMSHOP_JOB');
      if (command === 'plan' || flags['dry-run']) return plan(args, push, world);
      return send(args, push, world);
    }
  }
}

async function plan({ flags }: Arguments, push: Push, world: World): Promise<number> {
  const client = new PushClient(clientOptions(flags, world.env, false));
  const made = await client.plan(push);
  return say(world, flags.json ? `${JSON.stringify(made)}\n` : planText(made));
}
