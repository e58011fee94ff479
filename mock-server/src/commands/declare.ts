import type { Command } from 'commander';

/** The flags of the command that scores a sender. */
export function declareCheck(command: Command): Command {
  return command
    .description('score a sender in any language: exit 0 it does all it must, 1 it does not, 2 nothing could be told')
    .usage('[options] -- COMMAND...')
    .argument('[command...]', 'the sender; it reads IMSHOP_PUSH_URL, IMSHOP_JOB, IMSHOP_RATE_LIMIT_... and exits')
    .option('--real-time', "the vendor's own minute, not a short one")
    .option('--rate-limit <RATE>', 'the limit in force (default: 10/2s; with --real-time 10/1m)')
    .option('--timeout <DURATION>', 'longest a scenario may take, beside its pushes (default: 90s; 15m)')
    .option('--at-least-once', 'the sender declares that it may push twice where it cannot know')
    .option('--only <ID>', 'play this scenario (again, or with commas, for more)', commaSeparated)
    .option('--jobs <NUMBER>', 'scenarios at a time (default: 2 a processor)')
    .option('--matrix', 'play the key scenarios under every reading of what the vendor leaves unsaid')
    .option('--trigger-url <URL>', 'the sender is a service: post jobs here, 2xx says that all went well')
    .option('--port <NUMBER>', 'where a service that runs already posts its pushes (default: 8080)')
    .option('--baseline <FILE>', 'known failures, which do not fail the run')
    .option('--save-baseline <FILE>', 'write what failed as known failures')
    .option('--json', 'one line of JSON on the standard output')
    .option('--junit <FILE>', 'a report for CI')
    .option('--html <FILE>', 'a report as a page, with a timeline of each scenario')
    .option('--show-ids', 'show ids of customers in full')
    .option('--list', 'tell what is asked of a sender, and run nothing')
    .passThroughOptions();
}

/** The flags of the command that tries a test suite. */
export function declareMutants(command: Command): Command {
  return command
    .description('run tests against vendors that are wrong: exit 0 all killed, 1 some survived, 2 could not run')
    .usage('[options] -- TEST-COMMAND...')
    .argument('<command...>', 'what to run, with IMSHOP_PUSH_URL set; it must pass without a mutant')
    .option('--only <NAME>', 'try this mutant (again, or with commas, for more)', commaSeparated)
    .option('--at-least <NUMBER>', 'number of killed mutants that is enough (default: all)')
    .option('--timeout <DURATION>', 'a run that takes longer is ended, and its mutant is killed (default: 60s)')
    .option('--jobs <NUMBER>', 'runs at a time (default: 1)')
    .option('--json', 'one line of JSON on the standard output')
    .option('--verbose', 'show what the tests write')
    .option('--config <FILE>', 'settings of the mock in YAML or JSON; or as IMSHOP_MOCK_... variables')
    .passThroughOptions();
}

function commaSeparated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(',')];
}
