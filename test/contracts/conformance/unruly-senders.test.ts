import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandSender, runConformance, SCENARIOS } from 'imshop-contracts/conformance';
import { startVendor } from 'imshop-mock/check';
import { describe, expect, test } from 'vitest';
import { folderOfTests } from '../../temp-folder.js';

/** Two scenarios, so that it shows whether the run goes on. */
const TWO = SCENARIOS.filter(({ id }) => ['documented-request', 'success-false'].includes(id));
/** For those that never exit; the others are over before any machine is so busy. */
const SHORT_TIMEOUT_MS = 1500;
const TIMEOUT_MS = 60_000;

const folder = folderOfTests();

interface Unruly {
  readonly name: string;
  /** `$PIDS` takes the ids of processes that must not outlive the scenario. */
  readonly command: readonly string[];
  readonly finding: RegExp;
  readonly timeoutMs?: number;
}

const UNRULY: readonly Unruly[] = [
  {
    name: 'never-exits',
    command: sh('echo $$ >> $PIDS; exec sleep 600'),
    finding: /^it did not exit within 1\.5 s$/,
    timeoutMs: SHORT_TIMEOUT_MS,
  },
  {
    name: 'ignores-being-ended',
    command: sh("trap '' TERM INT HUP; echo $$ >> $PIDS; while :; do sleep 1; done"),
    finding: /^it did not exit within 1\.5 s$/,
    timeoutMs: SHORT_TIMEOUT_MS,
  },
  { name: 'crashes', command: sh('kill -SEGV $$'), finding: /^it was ended by SIGSEGV$/ },
  { name: 'floods', command: sh('echo $$ >> $PIDS; exec yes'), finding: /^it printed more than 16 MiB$/ },
  { name: 'forks', command: sh('sleep 600 & echo $! >> $PIDS; exit 0'), finding: /^it left a process running$/ },
  {
    name: 'forks-away',
    command: sh('setsid sleep 600 < /dev/null > /dev/null 2>&1 & echo $! >> $PIDS; exit 0'),
    finding: /^it left a process running$/,
  },
  {
    // Between two programs a process has no environment for a moment; here the moment is long enough to be met.
    name: 'forks-away-without-environment',
    command: sh(
      `setsid ${'env -i '.repeat(20)} env IMSHOP_JOB=$IMSHOP_JOB sleep 600 < /dev/null > /dev/null 2>&1 & echo $! >> $PIDS; exit 0`,
    ),
    finding: /^it left a process running$/,
  },
  {
    name: 'is-not-there',
    command: [join('/', 'no', 'such', 'sender')],
    finding: /^it could not be started: .*ENOENT/,
  },
];

describe.concurrent('a sender that', () => {
  // Only there is a process found that left its group.
  const senders = UNRULY.filter(({ name }) => process.platform === 'linux' || !name.startsWith('forks-away'));

  test.each(senders)(
    '$name is reported as such, ended with all its processes, and the run goes on',
    async ({ timeoutMs = TIMEOUT_MS, ...unruly }) => {
      const pids = join(folder, `${unruly.name}.pids`);
      const command = unruly.command.map((word) => word.replaceAll('$PIDS', pids));
      const results = await runConformance({
        sender: commandSender(command),
        startVendor,
        scenarios: TWO,
        timeoutMs,
      });
      expect(results.map(({ verdict }) => verdict)).toEqual(['failed', 'failed']);
      for (const { findings } of results) expect(findings[0]).toMatch(unruly.finding);
      const started = idsIn(pids);
      expect(started).toHaveLength(unruly.command.join().includes('$PIDS') ? TWO.length : 0);
      expect(started.filter(isAlive)).toEqual([]);
    },
  );
});

function sh(script: string): readonly string[] {
  return ['bash', '-c', script];
}

function idsIn(pids: string): readonly string[] {
  return existsSync(pids) ? readFileSync(pids, 'utf8').trim().split('\n') : [];
}

/** A zombie has ended, though nobody has noted it. */
function isAlive(pid: string): boolean {
  const stat = `/proc/${pid}/stat`;
  try {
    process.kill(Number(pid), 0);
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
}
