import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandSender, runConformance, SCENARIOS } from 'imshop-contracts/conformance';
import { startCheckMock } from 'imshop-mock/check';
import { describe, expect, test } from 'vitest';
import { folderOfTests } from '../../temp-folder.js';

/** Two scenarios, to see that the run continues after the first. */
const TWO = SCENARIOS.filter(({ id }) => ['documented-request', 'success-false'].includes(id));
/** For senders that never exit. The others exit well before `TIMEOUT_MS`. */
const SHORT_TIMEOUT_MS = 1500;
const TIMEOUT_MS = 60_000;

const folder = folderOfTests();

interface Unruly {
  readonly name: string;
  /** `$PIDS` is a file for the ids of processes that must not outlive the scenario. */
  readonly command: readonly string[];
  readonly finding: RegExp;
  readonly timeoutMs?: number;
}

const UNRULY: readonly Unruly[] = [
  {
    name: 'never-exits',
    command: sh('echo $$ >> $PIDS; exec sleep 600'),
    finding: /^the sender did not exit within 1\.5 s$/,
    timeoutMs: SHORT_TIMEOUT_MS,
  },
  {
    name: 'ignores-signals',
    command: sh("trap '' TERM INT HUP; echo $$ >> $PIDS; while :; do sleep 1; done"),
    finding: /^the sender did not exit within 1\.5 s$/,
    timeoutMs: SHORT_TIMEOUT_MS,
  },
  { name: 'crashes', command: sh('kill -SEGV $$'), finding: /^the sender was terminated by SIGSEGV$/ },
  {
    name: 'prints-without-end',
    command: sh('echo $$ >> $PIDS; exec yes'),
    finding: /^the sender printed more than 16 MiB$/,
  },
  {
    name: 'leaves-a-process',
    command: sh('sleep 600 & echo $! >> $PIDS; exit 0'),
    finding: /^the sender left 1 process running$/,
  },
  {
    name: 'leaves-a-daemon',
    command: sh('setsid sleep 600 < /dev/null > /dev/null 2>&1 & echo $! >> $PIDS; exit 0'),
    finding: /^the sender left 1 process running$/,
  },
  {
    // A process has no environment for a moment during exec; twenty times make the moment long enough to be met.
    name: 'leaves-a-daemon-in-exec',
    command: sh(
      `setsid ${'env -i '.repeat(20)} env IMSHOP_JOB=$IMSHOP_JOB sleep 600 < /dev/null > /dev/null 2>&1 & echo $! >> $PIDS; exit 0`,
    ),
    finding: /^the sender left 1 process running$/,
  },
  {
    name: 'does-not-exist',
    command: [join('/', 'no', 'such', 'sender')],
    finding: /^the sender could not be started: .*ENOENT/,
  },
];

describe.concurrent('a sender that', () => {
  // Only Linux finds a process that left its group.
  const senders = UNRULY.filter(({ name }) => process.platform === 'linux' || !name.startsWith('leaves-a-daemon'));

  test.each(senders)(
    '$name is reported, killed with all its processes, and the run continues',
    async ({ timeoutMs = TIMEOUT_MS, ...unruly }) => {
      const pids = join(folder, `${unruly.name}.pids`);
      const command = unruly.command.map((word) => word.replaceAll('$PIDS', pids));
      const results = await runConformance({
        sender: commandSender(command),
        startMock: startCheckMock,
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

/** False for a zombie too. */
function isAlive(pid: string): boolean {
  const stat = `/proc/${pid}/stat`;
  try {
    process.kill(Number(pid), 0);
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
}
