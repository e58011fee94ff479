import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { MOCK_CLI } from '../../mock-cli.js';

test.each([['check --list'], ['--help'], ['--version']])(
  '%s ends in silence where nobody reads its output any more, as behind `| head -1`',
  async (flags) => {
    const child = spawn(process.execPath, [MOCK_CLI, ...flags.split(' ')], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect({ said, code }).toEqual({ said: '', code: 0 });
  },
);
