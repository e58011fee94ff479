import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, parseJson } from '../json.js';
import type { VerifierAnswer, VerifierTask } from './verifier-process.js';

/** A difference between an answer and the expected one. */
export interface Difference {
  /** `$.success` in a body, `status`, or `headers.Retry-After`. */
  readonly path: string;
  readonly message: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** Pact is not installed. */
export class PactMissingError extends Error {
  override readonly name = 'PactMissingError';
  readonly code = 'PACT_MISSING';

  constructor() {
    super('Pact is not installed: npm install --save-dev @pact-foundation/pact@16 (17 needs Node 22)');
  }
}

/**
 * Finds Pact in the project of `folder`, or beside this package.
 *
 * @throws PactMissingError
 */
function findPact(folder: string): string {
  for (const from of [join(folder, 'package.json'), import.meta.url]) {
    try {
      return createRequire(from).resolve('@pact-foundation/pact');
    } catch {
      // Try the next place.
    }
  }
  throw new PactMissingError();
}

/** Pact's verifier, in a child process that verifies one pact after the other. */
export class Verifier {
  readonly #pactPath: string;
  readonly #folder: string;
  #child: ChildProcess | undefined;

  private constructor(pactPath: string, folder: string) {
    this.#pactPath = pactPath;
    this.#folder = folder;
  }

  /**
   * @param folder The project in which Pact is looked for.
   * @throws PactMissingError
   */
  static async open(folder: string): Promise<Verifier> {
    return new Verifier(findPact(folder), await mkdtemp(join(tmpdir(), 'imshop-verify-')));
  }

  /** Verifies a pact; returns the differences. */
  async verify(pact: object, task: Omit<VerifierTask, 'pactPath' | 'file'>): Promise<readonly Difference[]> {
    const file = join(this.#folder, 'pact.json');
    await writeFile(file, JSON.stringify(pact));
    return readReport(await this.#ask({ ...task, pactPath: this.#pactPath, file }));
  }

  async close(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }

  #ask(task: VerifierTask): Promise<string> {
    this.#child ??= this.#start();
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null) =>
        reject(new Error(`Pact's verifier exited unexpectedly, with code ${code}`));
      child.once('exit', onExit);
      child.once('message', ({ text }: VerifierAnswer) => {
        child.off('exit', onExit);
        resolve(text);
      });
      // The child may have exited although `exit` has not been emitted yet.
      child.send(task, (error) => error && onExit(child.exitCode));
    });
  }

  #start(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./verifier-process.js', import.meta.url)), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Pact sends usage statistics unless this is set.
      env: { ...process.env, PACT_DO_NOT_TRACK: 'true' },
      execArgv: [],
    });
    child.once('exit', () => {
      this.#child = undefined;
    });
    return child;
  }
}

/** Reads the report of Pact's core. Any other text is an error and becomes one difference. */
function readReport(text: string): readonly Difference[] {
  const report = parseJson(text);
  if (!isObject(report)) return [{ path: '$', message: text }];
  if (report['result'] === true) return [];
  const errors = Array.isArray(report['errors']) ? report['errors'] : [];
  const found = errors.flatMap((error: unknown) => (isObject(error) ? mismatchesOf(error['mismatch']) : []));
  return found.length > 0 ? found : [{ path: '$', message: 'Pact could not verify it and gave no reason' }];
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
