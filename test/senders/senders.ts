import { fileURLToPath } from 'node:url';

/** A sender that keeps the whole contract, in one language. */
interface CorrectSender {
  readonly language: string;
  /** The program without which it cannot be run; a machine that has none skips this language. */
  readonly needs: string;
  /** What is to be run first, where the language is built; `folder` is empty, and goes away after the test. */
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
    // `java Send.java`, as its users start it, would compile it for each of many runs.
    prepare: (folder) => ['javac', '-d', folder, file('java/Send.java')],
    command: (folder) => ['java', '-XX:TieredStopAtLevel=1', '-cp', folder, 'Send'],
  },
  {
    language: 'Go',
    needs: 'go',
    // Without a C compiler, which it would look for.
    prepare: (folder) => ['env', 'CGO_ENABLED=0', 'go', 'build', '-o', `${folder}/send`, file('go/send.go')],
    command: (folder) => [`${folder}/send`],
  },
];

export const NAIVE_SENDERS: readonly NaiveSender[] = [
  naive('no-batching', 'puts all ids into one request'),
  naive('blind-retry', 'sends again what may have been delivered'),
  naive('treats-200-as-success', 'never looks at the body'),
  naive('no-timeout', 'waits for an answer for ever'),
  naive('no-pacing', 'sends as fast as it can, and waits only when a 429 says so'),
  naive('hammers-on-429', 'sends again at once after a 429, up to 10 times'),
  naive('ignores-retry-after', 'waits no longer after a 429 than between any two requests'),
  naive('retries-400', 'sends what was refused for good five times'),
  naive('formatted-phones', 'writes 79991234567 as +7 (999) 123-45-67'),
  naive('ids-as-numbers', 'sends ids of digits as JSON numbers'),
  naive('null-deeplink', 'sends `"deeplink": null` where there is none'),
  naive('broken-unicode', 'sends a question mark for whatever is not ASCII'),
  naive('follows-redirects', 'goes where a redirect points'),
  naive('no-journal', 'started again, sends everything again'),
  naive('always-exit-0', 'says that all went well, whatever happened'),
  naive('hides-the-reason', 'keeps the text of a 400 to itself'),
  naive('sleeps-for-ever', 'waits as long as Retry-After says, be it years'),
  naive('strict-keys', 'takes an answer with a key that it does not know for a failure'),
  naive('no-turn-sharing', 'does not know of other senders on the machine'),
];

/** Makes none of the mistakes: what the naive ones share is correct. */
export const WITHOUT_MISTAKE: NaiveSender = naive('none', 'makes no mistake');

function naive(name: string, mistake: string): NaiveSender {
  return { name, mistake, command: [process.execPath, file('naive/send.mjs'), name] };
}

function file(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
