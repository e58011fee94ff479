import { expect, test } from 'vitest';
import { built } from './built.js';

interface Query {
  readonly number: number;
  readonly atMs: number;
  readonly push: object;
}
type Histories = (segments: readonly object[], queries: readonly Query[]) => readonly object[];

const { pushHistories } = await built<{ pushHistories: Histories }>('reports/push-history');

const push = { userIds: ['1'], message: { title: 'a', summary: 'b' } };

/** Segments of one delivery each, of the requests 1, 2, 3 and so on, that note the numbers that were read. */
function segments(count: number, read: number[]): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({
    firstNumber: index + 1,
    size: 2 ** 20,
    *deliveries() {
      read.push(index + 1);
      yield { number: index + 1, atMs: index, key: JSON.stringify(['a', 'b', undefined]), userIds: () => ['1'] };
    },
  }));
}

test.each<[string, readonly number[], readonly number[]]>([
  ['nothing is asked', [], []],
  ['one request in the middle is asked for', [3], [2, 3]],
  ['two requests are asked for', [3, 5], [2, 3, 4, 5]],
  ['the newest request is asked for, before its own delivery', [11], [9, 10]],
])('no deliveries are read after the last one needed: %s', (_, numbers, expected) => {
  const read: number[] = [];
  const histories = pushHistories(
    segments(10, read),
    numbers.map((number) => ({ number, atMs: 100, push })),
  );
  expect(histories).toHaveLength(numbers.length);
  expect(read).toEqual(expected);
});
