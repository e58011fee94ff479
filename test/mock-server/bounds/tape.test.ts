import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, MAX_TAPED_FAULTS } from 'imshop-mock';
import { beforeEach, expect, test } from 'vitest';
import { folderOfTest } from '../../temp-folder.js';
import { built } from '../built.js';

interface Tape {
  record(slug: string, number: number, hit: object, atMs: number): void;
  forget(slug: string): void;
  flush(): void;
}
const { Tape } = await built<{ readonly Tape: new (path: string, seed: number, logger: Logger) => Tape }>(
  'scenarios/tape',
);

let folder: string;
beforeEach(() => {
  folder = folderOfTest();
});

const HIT = { id: 'fault-1', rule: { fault: { type: 'reset' } }, drawKey: 'x' };

function loggerTo(warnings: string[]): Logger {
  const nothing = () => {};
  return { debug: nothing, info: nothing, warn: (_, message) => void warnings.push(message), error: nothing };
}

const ALL = 10 * MAX_TAPED_FAULTS;

test.each([
  ['of one integration', () => 'shop', MAX_TAPED_FAULTS],
  ['of all together', (number: number) => (number > ALL ? 'late' : `shop-${number % 20}`), ALL],
])('a tape holds so many faults %s, and says how many are missing', (_which, slugOf, most) => {
  const path = join(folder, 'tape.yaml');
  const tape = new Tape(path, 1, loggerTo([]));
  for (let number = 1; number <= most + 3; number += 1) tape.record(slugOf(number), number, HIT, 0);
  tape.flush();
  const text = readFileSync(path, 'utf8');
  expect(text.match(/"reset"/g)).toHaveLength(most);
  expect(text, 'an integration without a fault').not.toMatch(/faults:\n {0,9}\S/);
  expect(text.trimEnd().split('\n').at(-1)).toBe('# The tape is full: 3 more faults are not on it.');

  tape.forget(slugOf(1));
  tape.record(slugOf(1), 1, HIT, 0);
  tape.flush();
  expect(readFileSync(path, 'utf8')).toContain('"nth":1}');
});

test('a tape that can no longer be written says so once, and its mock goes on', () => {
  const warnings: string[] = [];
  const tape = new Tape(join(folder, 'tape.yaml'), 1, loggerTo(warnings));
  rmSync(folder, { recursive: true });
  tape.record('shop', 1, HIT, 0);
  tape.flush();
  tape.forget('shop');
  expect(warnings).toEqual(['the tape cannot be written']);
});
