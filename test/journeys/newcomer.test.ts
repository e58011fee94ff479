import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../workspace/root.js';
import { IS_THOROUGH } from '../workspace/thorough.js';
import { blocksOf, shownAmong } from './blocks.js';

const run = promisify(execFile);

const [INSTALL_AND_START, ...REST] = blocksOf(['README.md']);
/** What a reader would stop at. */
const WORRYING = /\bwarn|deprecat|vulnerab|error|fail/i;

// Installs and builds all of it, which takes half a minute.
test.runIf(IS_THOROUGH)(
  'a newcomer clones, does what the README says, word for word, and reads what it shows',
  { timeout: 180_000 },
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'imshop-newcomer-'));
    onTestFinished(() => rm(home, { recursive: true, force: true }));
    const clone = join(home, 'clone');
    await run('git', ['clone', '--quiet', `file://${ROOT}`, clone]);
    const port = await freePort();
    // As outside of a test run, but for a port that nobody else has.
    const env = { ...withoutOurs(process.env), IMSHOP_MOCK_PORT: String(port) };

    expect(INSTALL_AND_START?.code).toBe('npm ci && npm start\n');
    const terminal = spawn('sh', ['-c', INSTALL_AND_START?.code ?? ''], { cwd: clone, env, detached: true });
    onTestFinished(() => endGroup(terminal, 'SIGKILL'));
    const said = new Said(terminal);
    await said.until(`push to  http://127.0.0.1:${port}/shop/push`);

    for (const { code, language, output } of shownAmong(REST).filter((block) => block.language === 'sh')) {
      const there = code.replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`);
      const { stdout, stderr } = await run('sh', ['-c', there], { cwd: clone, env });
      expect({ language, stdout: stdout.trim(), stderr }).toEqual({ language, stdout: output.trim(), stderr: '' });
    }
    const exit = once(terminal, 'exit');
    endGroup(terminal, 'SIGINT');
    await exit;
    expect(said.text.split('\n').filter((line) => WORRYING.test(line))).toEqual([]);
  },
);

/** Set for tests, or by npm for the script that runs them; where npm finds packages stays. */
const OURS = /^(IMSHOP_|VITEST|NODE_ENV$|NODE_OPTIONS$|npm_(?!config_(?:registry|cache|userconfig|globalconfig)$))/i;

function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OURS.test(name)));
}

/** What a terminal shows. */
class Said {
  readonly #terminal: ChildProcess;
  text = '';

  constructor(terminal: ChildProcess) {
    this.#terminal = terminal;
    const note = (chunk: Buffer) => {
      this.text += chunk;
    };
    terminal.stdout?.on('data', note);
    terminal.stderr?.on('data', note);
  }

  async until(text: string): Promise<void> {
    while (!this.text.includes(text)) {
      if (this.#terminal.exitCode !== null) throw new Error(`it ended before it said so:\n${this.text}`);
      await Promise.race([once(this.#terminal, 'exit'), once(this.#terminal.stdout ?? this.#terminal, 'data')]);
    }
  }
}

/** As Ctrl-C does: every process of the terminal hears it. */
function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // They are gone.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
