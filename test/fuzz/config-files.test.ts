import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launch } from '../mock-server/command/launch.js';
import { folderOfTests } from '../temp-folder.js';
import { SEED } from '../workspace/seed.js';
import { howOften, someOf } from '../workspace/thorough.js';
import { Random } from './random.js';
import { changedFile, GOOD_CONFIG, GOOD_SCENARIO, HOSTILE_FILES } from './yaml-texts.js';

/** A process takes a while to start. */
const CHANGED = howOften(40, 4);

const folder = folderOfTests();

/** How the command takes a file: the lines of its refusal; nothing where it starts, and then stops as it should. */
async function refusal(flag: '--config' | '--scenario', text: string | Buffer): Promise<readonly string[] | undefined> {
  const file = join(folder, 'file.yaml');
  await writeFile(file, text);
  const { child, exit } = launch(['start', '--port', '0', '--log-level', 'silent', '--json', flag, file]);
  const isReady = await Promise.race([once(child.stdout, 'data').then(() => true), exit.then(() => false)]);
  if (isReady) child.kill('SIGTERM');
  const { code, stderr } = await exit;
  expect({ code, stderr }).toEqual({
    code: isReady ? 0 : 64,
    stderr: expect.not.stringMatching(/^.* {4}at /m) as unknown,
  });
  return isReady ? undefined : stderr.trimEnd().split('\n');
}

/** A developer looks at every third. */
const FILES = someOf(HOSTILE_FILES, 3);

describe.each(['--config', '--scenario'] as const)('a file for %s', (flag) => {
  it.each(FILES)('that holds %s is refused, naming it', async (_, text) => {
    expect((await refusal(flag, text))?.[0]).toMatch(/^imshop-mock: .*(?:--config|--scenario|file\.yaml).* must be /);
  });
});

describe.each([
  ['--config', GOOD_CONFIG],
  ['--scenario', GOOD_SCENARIO],
] as const)('a good file for %s', (flag, good) => {
  it('is taken', async () => {
    expect(await refusal(flag, good)).toBeUndefined();
  });

  it(`is taken or refused, whatever is changed (seed ${SEED})`, async () => {
    for (let number = 0; number < CHANGED; number += 1) {
      const text = changedFile(new Random(SEED, number), good);
      const lines = await refusal(flag, text);
      // YAML shows the lines around a fault, too.
      if (lines) expect(lines[0], JSON.stringify(text)).toMatch(/^imshop-mock: .* must be /);
    }
  });
});
