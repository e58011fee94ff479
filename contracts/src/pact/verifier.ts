import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject } from '../json.js';
import { jsonOrText } from './pact-file.js';
import type { VerifierAnswer, VerifierTask } from './verifier-process.js';

/** Where an answer differs from a pact. */
export interface Difference {
  /** `$.success` in a body, `status`, or `headers.Retry-After`. */
  readonly path: string;
  readonly message: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** Pact's verifier, for one pact after the other. */
export class Verifier {
  readonly #pactPath: string;
  readonly #folder: string;
  #child: ChildProcess | undefined;

  private constructor(pactPath: string, folder: string) {
    this.#pactPath = pactPath;
    this.#folder = folder;
  }

  static async open(pactPath: string): Promise<Verifier> {
    return new Verifier(pactPath, await mkdtemp(join(tmpdir(), 'imshop-verify-')));
  }

  /** What differs; nothing where the provider answers as the pact says. */
  async verify(pact: object, at: Omit<VerifierTask, 'pactPath' | 'file'>): Promise<readonly Difference[]> {
    const file = join(this.#folder, 'pact.json');
    await writeFile(file, JSON.stringify(pact));
    const text = await this.#ask({ ...at, pactPath: this.#pactPath, file });
    return differencesIn(text);
  }

  async close(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }

  #ask(task: VerifierTask): Promise<string> {
    this.#child ??= this.#start();
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const died = (code: number | null) => reject(new Error(`Pact's verifier ended by itself, with code ${code}`));
      child.once('exit', died);
      child.once('message', ({ text }: VerifierAnswer) => {
        child.off('exit', died);
        resolve(text);
      });
      // Its end may not have been told yet.
      child.send(task, (error) => error && died(child.exitCode));
    });
  }

  #start(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./verifier-process.js', import.meta.url)), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Pact reports its use to its makers unless told not to.
      env: { ...process.env, PACT_DO_NOT_TRACK: 'true' },
      execArgv: [],
    });
    child.once('exit', () => {
      this.#child = undefined;
    });
    return child;
  }
}

/** Reads the report of Pact's core; what is no report is a failure to verify, told as it is. */
function differencesIn(text: string): readonly Difference[] {
  const report = jsonOrText(text);
  if (!isObject(report)) return [{ path: '$', message: text }];
  if (report['result'] === true) return [];
  const errors = Array.isArray(report['errors']) ? report['errors'] : [];
  const found = errors.flatMap((error: unknown) => (isObject(error) ? mismatchesOf(error['mismatch']) : []));
  return found.length > 0 ? found : [{ path: '$', message: 'Pact could not verify it, and does not say why' }];
}

function mismatchesOf(mismatch: unknown): Difference[] {
  if (!isObject(mismatch)) return [];
  const { mismatches, type, message } = mismatch;
  if (!Array.isArray(mismatches)) return [{ path: '$', message: String(message ?? type) }];
  return mismatches.filter(isObject).map((one) => ({
    path: pathOf(one),
    message: String(one['mismatch']),
    expected: one['expected'],
    actual: one['actual'],
  }));
}

function pathOf({ type, path, key }: Readonly<Record<string, unknown>>): string {
  if (type === 'StatusMismatch') return 'status';
  if (type === 'HeaderMismatch') return `headers.${String(key)}`;
  return String(path ?? '$');
}
