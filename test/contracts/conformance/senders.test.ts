import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commandSender, runConformance, runMatrix, SCENARIOS } from 'imshop-contracts/conformance';
import { startCheckMock } from 'imshop-mock/check';
import { describe, expect, test } from 'vitest';
import { CORRECT_SENDERS } from '../../senders/senders.js';
import { folderOfTests } from '../../temp-folder.js';
import { onPath } from '../../workspace/on-path.js';
import { ROOT } from '../../workspace/root.js';
import { IS_THOROUGH } from '../../workspace/thorough.js';

/** The command of the reference client. */
const REFERENCE: readonly string[] = [process.execPath, join(ROOT, 'client/bundle/cli.js'), 'send'];

/** The gate runs every scenario with every sender; a developer's run is a sample. */
const A_FEW = ['texts-intact', 'batches-of-1001', 'accepted-then-reset'];
const SELECTED = IS_THOROUGH ? SCENARIOS : SCENARIOS.filter(({ id }) => A_FEW.includes(id));
const SENDERS = IS_THOROUGH ? CORRECT_SENDERS : CORRECT_SENDERS.slice(0, 2);

/** Longer than a correct sender takes for a batch on a busy machine. */
const TIMEOUT_MS = 20_000;
const RUN_TIMEOUT_MS = 240_000;
/** Scenarios at the same time for each sender, several of which run at once: scenarios mostly wait. */
const JOBS = 4;

const folder = folderOfTests();

async function failuresOf(command: readonly string[]) {
  const sender = commandSender(command);
  const scenarios = SELECTED;
  const results = await runConformance({
    sender,
    startMock: startCheckMock,
    scenarios,
    timeoutMs: TIMEOUT_MS,
    jobs: JOBS,
  });
  expect(results).toHaveLength(scenarios.length);
  return results.filter(({ verdict }) => verdict !== 'passed').map(({ id, findings }) => [id, findings] as const);
}

describe.concurrent('a correct sender passes every MUST and SHOULD', () => {
  test('the reference client', { timeout: RUN_TIMEOUT_MS }, async () => {
    expect(await failuresOf(REFERENCE)).toEqual([]);
  });

  // Long, and similar to the other scenarios: for the gate only.
  test.skipIf(!IS_THOROUGH)(
    'the reference client, in every cell of the matrix',
    { timeout: RUN_TIMEOUT_MS },
    async () => {
      const rows = await runMatrix({
        sender: commandSender(REFERENCE),
        startMock: startCheckMock,
        timeoutMs: TIMEOUT_MS,
        jobs: JOBS,
      });
      expect(rows.map(({ id, cells }) => [id, cells.length])).toEqual([
        ['pace', 4],
        ['limit-used-by-others', 48],
        ['success-false', 6],
        ['bad-request', 2],
      ]);
      const failed = rows.flatMap(({ cells }) => cells.filter(({ result }) => result.verdict !== 'passed'));
      expect(failed.map(({ variant, result }) => [variant, result.findings])).toEqual([]);
    },
  );

  for (const { language, needs, prepare, command } of SENDERS) {
    test.skipIf(!onPath(needs))(`in ${language}`, { timeout: RUN_TIMEOUT_MS }, async () => {
      const own = join(folder, needs);
      mkdirSync(own);
      const [file, ...args] = prepare?.(own) ?? [];
      if (file !== undefined) await promisify(execFile)(file, args);
      expect(await failuresOf(command(own))).toEqual([]);
    });
  }
});
