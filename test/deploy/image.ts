import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../workspace/root.js';
import { instructions, textOf } from './files.js';

/** What the Dockerfile makes, without Docker: a folder in place of each stage. */
export interface Image {
  /** In place of the root of its file system. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Stage extends Image {
  readonly name: string;
}

/** Does what the Dockerfile says, in order, in folders below the one given. Of its base image nothing is there but the Node.js of this machine. */
export function build(folder: string): Image {
  const context = contextIn(folder);
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const { keyword, rest } of instructions()) {
    if (keyword === 'FROM') stage = begun(rest, stages, folder);
    if (!stage) continue;
    if (keyword === 'WORKDIR') stage = { ...stage, workdir: rest };
    if (keyword === 'ENV') stage = { ...stage, env: { ...stage.env, ...pairsOf(rest) } };
    if (keyword === 'COPY') copy(rest, stage, stages, context);
    if (keyword === 'RUN') run(rest, stage);
    stages.set(stage.name, stage);
  }
  if (!stage) throw new Error('the Dockerfile has no stage');
  return stage;
}

/** A folder, with what the build may read of this checkout: what Git knows or would take, less what .dockerignore leaves out. */
function contextIn(folder: string): string {
  const context = join(folder, 'context');
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const ignored = textOf('Dockerfile.dockerignore');
  const kept = ignored.match(/(?<=^!).+$/gm) ?? [];
  const leftOut = ignored.match(/^mock-server\/.+$/gm) ?? [];
  const isWithin = (path: string) => (folder: string) => path === folder || path.startsWith(`${folder}/`);
  for (const path of listed.split('\0').filter((candidate) => candidate !== '')) {
    if (kept.some(isWithin(path)) && !leftOut.some(isWithin(path))) cpSync(join(ROOT, path), join(context, path));
  }
  return context;
}

function begun(rest: string, stages: ReadonlyMap<string, Stage>, folder: string): Stage {
  const [from = '', , name = ''] = rest.split(' ');
  const earlier = stages.get(from);
  // A stage that goes on from another takes its folder over: nothing reads the other one after that, and copying takes long.
  return earlier ? { ...earlier, name } : { name, root: mkdtempSync(join(folder, 'stage-')), workdir: '/', env: {} };
}

function copy(rest: string, stage: Stage, stages: ReadonlyMap<string, Stage>, context: string): void {
  const [, from] = /^--from=(\S+) /.exec(rest) ?? [];
  const [target = '', ...sources] = rest
    .replace(/^--from=\S+ /, '')
    .split(' ')
    .toReversed();
  const base = from === undefined ? context : (stages.get(from)?.root ?? '');
  for (const source of sources) {
    const to = join(stage.root, stage.workdir, target, target.endsWith('/') ? basename(source) : '');
    cpSync(join(base, source), to, { recursive: true, verbatimSymlinks: true });
  }
}

function run(command: string, stage: Stage): void {
  const cwd = join(stage.root, stage.workdir);
  mkdirSync(cwd, { recursive: true });
  // From the cache that this checkout was installed with: a test asks nobody outside.
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], npm_config_offline: 'true', ...stage.env };
  execFileSync('sh', ['-ec', command], { cwd, env, stdio: 'pipe' });
}

function pairsOf(rest: string): Record<string, string> {
  return Object.fromEntries([...rest.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]));
}
