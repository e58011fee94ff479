import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, MAX_RECORDED_FAULTS } from 'imshop-mock';
import { beforeEach, expect, test } from 'vitest';
import { folderOfTest } from '../../temp-folder.js';
import { built } from '../built.js';

interface FaultRecording {
  record(slug: string, number: number, match: object, atMs: number): void;
  removeIntegration(slug: string): void;
  flush(): void;
}
const { FaultRecording } = await built<{
  readonly FaultRecording: new (path: string, seed: number, logger: Logger) => FaultRecording;
}>('scenarios/fault-recording');

let folder: string;
beforeEach(() => {
  folder = folderOfTest();
});

const MATCH = { id: 'fault-1', rule: { fault: { type: 'reset' } }, randomKey: 'x' };

function loggerTo(warnings: string[]): Logger {
  const nothing = () => {};
  return { debug: nothing, info: nothing, warn: (_, message) => void warnings.push(message), error: nothing };
}

const ALL = 10 * MAX_RECORDED_FAULTS;

test.each([
  ['of one integration', () => 'shop', MAX_RECORDED_FAULTS],
  ['of all together', (number: number) => (number > ALL ? 'late' : `shop-${number % 20}`), ALL],
])('a tape holds so many faults %s, and says how many are missing', (_which, slugOf, most) => {
  const path = join(folder, 'tape.yaml');
  const tape = new FaultRecording(path, 1, loggerTo([]));
  for (let number = 1; number <= most + 3; number += 1) tape.record(slugOf(number), number, MATCH, 0);
  tape.flush();
  const text = readFileSync(path, 'utf8');
  expect(text.match(/"reset"/g)).toHaveLength(most);
  expect(text, 'an integration without a fault').not.toMatch(/faults:\n {0,9}\S/);
  expect(text.trimEnd().split('\n').at(-1)).toBe('# The tape is full: 3 more faults are not on it.');

  tape.removeIntegration(slugOf(1));
  tape.record(slugOf(1), 1, MATCH, 0);
  tape.flush();
  expect(readFileSync(path, 'utf8')).toContain('"nth":1}');
});

test('a tape that can no longer be written says so once, and its mock goes on', () => {
  const warnings: string[] = [];
  const tape = new FaultRecording(join(folder, 'tape.yaml'), 1, loggerTo(warnings));
  rmSync(folder, { recursive: true });
  tape.record('shop', 1, MATCH, 0);
  tape.flush();
  tape.removeIntegration('shop');
  expect(warnings).toEqual(['the tape cannot be written']);
});
