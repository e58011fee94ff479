import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { freePort } from '../free-port.js';
import { ordinaryEnv, Terminal } from '../journeys/terminal.js';
import type { Tarball } from '../packages/tarballs.js';
import { folderOfTest } from '../temp-folder.js';
import { patternOf, type Step } from './guide.js';
import { linkPackages } from './link-packages.js';

/** Who follows a guide: where, and how a text of the guide reads there. */
export interface Reader {
  readonly folder: string;
  readonly there: (text: string) => string;
}

/** Makes what a reader has before the first step; gives the variables that come of it. */
export type Prepare = (reader: Reader) => NodeJS.ProcessEnv | Promise<NodeJS.ProcessEnv>;

/** Does what a guide says, in order, in an empty folder, and holds each output against what is shown. */
export async function play(
  steps: readonly Step[],
  tarballs: readonly Tarball[],
  prepare: Prepare = () => ({}),
): Promise<void> {
  const folder = folderOfTest();
  if (!steps.some(installs)) linkPackages(folder);
  // Several guides are played at once, and each says 8080.
  const port = String(await freePort());
  const there = (text: string) => text.replaceAll('8080', port);
  const prepared = await prepare({ folder, there });
  const terminal = new Terminal(folder, { ...ordinaryEnv(), ...QUIET_NPM, IMSHOP_MOCK_PORT: port, ...prepared });
  onTestFinished(() => terminal.close());

  for (const step of steps) {
    if (step.kind === 'save') save(join(folder, step.name), there(step.text));
    if (step.kind !== 'run') continue;
    const command = there(fromTarballs(step.command, tarballs));
    const { status, stdout, stderr } = await terminal.run(
      isExec(command) ? `unset IMSHOP_MOCK_PORT\n${command}` : command,
    );
    const ran = `$ ${step.command}${stdout}${stderr}`;
    if (step.output === undefined) expect(status, ran).toBe(0);
    // In CI some programs colour what is no terminal.
    else expect(stripVTControlCharacters(stdout).trim(), ran).toMatch(patternOf(there(step.output)));
  }
}

/** What is in the cache already is not asked for again, and nothing strange is fetched. */
const QUIET_NPM = {
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_yes: 'false',
};

/** `exec` takes a free port, as for a reader, who has no variable in place of 8080. */
function isExec(command: string): boolean {
  return command.includes('imshop-mock exec ');
}

function installs(step: Step): boolean {
  return step.kind === 'run' && step.command.includes('npm install');
}

/** Nobody has published what is tested: `npm install` gets it packed, with what it needs of ours. */
function fromTarballs(command: string, tarballs: readonly Tarball[]): string {
  const paths = (name: string) =>
    tarballs.filter((tarball) => [name, 'imshop-contracts'].includes(tarball.name)).map(({ path }) => path);
  return command.replace(/^npm install .*$/gm, (line) =>
    line.replace(/ (imshop-[a-z]+)/g, (_, name: string) => ` ${paths(name).join(' ')}`),
  );
}

export function save(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
