import { fileURLToPath } from 'node:url';

/** A sender without mistakes, in one language. */
interface CorrectSender {
  readonly language: string;
  /** The program that it needs. Its tests are skipped on a machine without it. */
  readonly needs: string;
  /** The build command; `folder` is empty, and removed after the test. */
  readonly prepare?: (folder: string) => readonly string[];
  readonly command: (folder: string) => readonly string[];
}

/** A sender with exactly one mistake. */
interface NaiveSender {
  readonly name: string;
  readonly mistake: string;
  readonly command: readonly string[];
}

export const CORRECT_SENDERS: readonly CorrectSender[] = [
  { language: 'Node.js', needs: 'node', command: () => [process.execPath, file('node/send.mjs')] },
  { language: 'Python', needs: 'python3', command: () => ['python3', file('python/send.py')] },
  { language: 'PHP', needs: 'php', command: () => ['php', file('php/send.php')] },
  { language: 'bash', needs: 'jq', command: () => ['bash', file('bash/send.sh')] },
  {
    language: 'Java',
    needs: 'javac',
    // Users start `java Send.java`, which would compile it for every run.
    prepare: (folder) => ['javac', '-d', folder, file('java/Send.java')],
    command: (folder) => ['java', '-XX:TieredStopAtLevel=1', '-cp', folder, 'Send'],
  },
  {
    language: 'Go',
    needs: 'go',
    // Without cgo, which would need a C compiler.
    prepare: (folder) => ['env', 'CGO_ENABLED=0', 'go', 'build', '-o', `${folder}/send`, file('go/send.go')],
    command: (folder) => [`${folder}/send`],
  },
];

export const NAIVE_SENDERS: readonly NaiveSender[] = [
  naive('no-batching', 'sends all ids in one request'),
  naive('blind-retry', 'repeats a request that may have been delivered'),
  naive('treats-200-as-success', 'ignores the body of the answer'),
  naive('no-timeout', 'waits for an answer for ever'),
  naive('no-pacing', 'sends as fast as it can, and waits only after a 429'),
  naive('hammers-on-429', 'sends again at once after a 429, up to 10 times'),
  naive('ignores-retry-after', 'waits after a 429 only as long as between any two requests'),
  naive('retries-400', 'sends a refused body five times'),
  naive('formatted-phones', 'writes 79991234567 as +7 (999) 123-45-67'),
  naive('ids-as-numbers', 'sends ids of digits as JSON numbers'),
  naive('null-deeplink', 'sends `"deeplink": null` when the job has none'),
  naive('broken-unicode', 'sends a question mark for every character that is not ASCII'),
  naive('follows-redirects', 'follows redirects'),
  naive('no-journal', 'sends everything again after a restart'),
  naive('always-exit-0', 'always reports success'),
  naive('hides-the-reason', 'does not print the message of a 400'),
  naive('sleeps-for-ever', 'waits as long as Retry-After says, even for years'),
  naive('strict-keys', 'treats an answer with an unknown key as a failure'),
  naive('no-turn-sharing', 'ignores other senders on the machine'),
];

/** A naive sender without a mistake: the code that all of them share is correct. */
export const WITHOUT_MISTAKE: NaiveSender = naive('none', 'makes no mistake');

function naive(name: string, mistake: string): NaiveSender {
  return { name, mistake, command: [process.execPath, file('naive/send.mjs'), name] };
}

function file(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
