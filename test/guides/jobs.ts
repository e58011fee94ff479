import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ordinaryEnv, Terminal } from '../journeys/terminal.js';

/** A step of a job, in the words of GitHub; what runs in no shell has no `run`. */
interface Step {
  readonly run?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: { readonly path?: string };
}

/** A job of GitHub Actions, as much of it as is done here. */
export interface GithubJob {
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** A job of GitLab CI, likewise. */
export interface GitlabJob {
  readonly services?: readonly { readonly name: string; readonly alias: string }[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly script: readonly string[];
  readonly artifacts?: { readonly paths: readonly string[]; readonly reports: { readonly junit: string } };
}

/** What came of a job. */
export interface Done {
  readonly passed: boolean;
  readonly log: string;
  /** Files that the job was to keep, and that are not there. */
  readonly missing: readonly string[];
}

/** One shell a step; what a step leaves in the background goes on until the job is over. */
export async function doGithub(
  { env = {}, steps }: GithubJob,
  folder: string,
  shell: NodeJS.ProcessEnv,
): Promise<Done> {
  const terminal = new Terminal(folder, { ...ordinaryEnv(), ...shell, ...env });
  const missing: string[] = [];
  let passed = true;
  let log = '';
  try {
    for (const step of steps.filter(({ uses = '' }) => !/^actions\/(?:checkout|setup-node)@/.test(uses))) {
      if (!isDue(step, passed)) continue;
      if (step.run === undefined) missing.push(...missingOf(step, folder));
      else {
        const { status, stdout, stderr } = await terminal.run(step.run);
        log += `$ ${step.run}\n${stdout}${stderr}`;
        passed &&= status === 0;
      }
    }
  } finally {
    terminal.close();
  }
  return { passed, log, missing };
}

function isDue({ if: condition }: Step, passed: boolean): boolean {
  if (condition === undefined) return passed;
  if (condition === 'failure()') return !passed;
  if (condition === 'always()') return true;
  throw new Error(`a condition that nobody knows here: ${condition}`);
}

function missingOf({ uses = '', with: inputs }: Step, folder: string): string[] {
  if (!uses.startsWith('actions/upload-artifact@')) throw new Error(`an action that nobody knows here: ${uses}`);
  return absent((inputs?.path ?? '').trim().split('\n'), folder);
}

/** One shell for the whole script, which ends at the first command that fails. */
export async function doGitlab(job: GitlabJob, folder: string, shell: NodeJS.ProcessEnv): Promise<Done> {
  const terminal = new Terminal(folder, { ...ordinaryEnv(), ...shell, ...job.variables });
  const { status, stdout, stderr } = await terminal.run(job.script.join('\n'));
  terminal.close();
  const kept = job.artifacts ? [...job.artifacts.paths, job.artifacts.reports.junit] : [];
  return { passed: status === 0, log: stdout + stderr, missing: absent(kept, folder) };
}

function absent(names: readonly string[], folder: string): string[] {
  return names.filter((name) => !existsSync(join(folder, name)));
}
