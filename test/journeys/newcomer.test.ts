import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../free-port.js';
import { folderOfTest } from '../temp-folder.js';
import { ROOT } from '../workspace/root.js';
import { IS_THOROUGH } from '../workspace/thorough.js';
import { blocksOf, shownAmong } from './blocks.js';
import { endGroup, ordinaryEnv, Terminal } from './terminal.js';

const run = promisify(execFile);

const [INSTALL_AND_START, ...REST] = blocksOf(['README.md']);
/** What a reader would stop at. */
const WORRYING = /\bwarn|deprecat|vulnerab|error|fail/i;

// Installs and builds all of it, which takes half a minute.
test.runIf(IS_THOROUGH)(
  'a newcomer clones, does what the README says, word for word, and reads what it shows',
  { timeout: 180_000 },
  async () => {
    const home = folderOfTest();
    const clone = join(home, 'clone');
    await run('git', ['clone', '--quiet', `file://${ROOT}`, clone]);
    const port = await freePort();
    // As outside of a test run, but for a port that nobody else has.
    const terminal = new Terminal(clone, { ...ordinaryEnv(), IMSHOP_MOCK_PORT: String(port) });
    onTestFinished(() => terminal.close());

    expect(INSTALL_AND_START?.code).toBe('npm ci && npm start\n');
    const server = terminal.open(INSTALL_AND_START?.code ?? '');
    const said = new Said(server);
    await said.until(`push to  http://127.0.0.1:${port}/shop/push`);

    for (const { code, language, output } of shownAmong(REST).filter((block) => block.language === 'sh')) {
      const there = code.replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`);
      const { stdout, stderr } = await terminal.run(there);
      expect({ language, stdout: stdout.trim(), stderr }).toEqual({ language, stdout: output.trim(), stderr: '' });
    }
    await interrupted(server);
    expect(said.text.split('\n').filter((line) => WORRYING.test(line))).toEqual([]);

    const flapping = terminal.open('npm start -- --scenario flapping --seed 42');
    await new Said(flapping).until('seed     42');
    await interrupted(flapping);
  },
);

async function interrupted(server: ChildProcess): Promise<void> {
  const exit = once(server, 'exit');
  endGroup(server, 'SIGINT');
  await exit;
}

/** What a command shows, as long as it runs. */
class Said {
  readonly #command: ChildProcess;
  text = '';

  constructor(command: ChildProcess) {
    this.#command = command;
    const note = (chunk: Buffer) => {
      this.text += chunk;
    };
    command.stdout?.on('data', note);
    command.stderr?.on('data', note);
  }

  async until(text: string): Promise<void> {
    while (!this.text.includes(text)) {
      if (this.#command.exitCode !== null) throw new Error(`it ended before it said so:\n${this.text}`);
      await Promise.race([once(this.#command, 'exit'), once(this.#command.stdout ?? this.#command, 'data')]);
    }
  }
}
