import { expect, test } from 'vitest';
import { judge } from './verdict.js';

const curve = (...residentMb: number[]) =>
  residentMb.map((mb, at) => ({ requests: (at + 1) * 100, residentMb: mb, heapUsedMb: 0, externalMb: 0 }));

test.each([
  ['stays level', curve(50, 100, 101, 100, 100, 102), true],
  ['grows by what is allowed', curve(100, 100, 100, 110, 120, 120), true],
  ['grows by more', curve(100, 100, 100, 121, 121, 121), false],
  ['shrinks', curve(100, 100, 100, 60, 60, 60), true],
  ['peaks once, between two collections', curve(100, 100, 100, 100, 900, 100), true],
])('memory that %s', (_, samples, passed) => {
  expect(judge(samples, 300, 0.2).passed).toBe(passed);
});

test('memory is judged by samples of both the warm-up and what follows it', () => {
  expect(() => judge(curve(1, 2), 50, 0.2)).toThrow(RangeError);
  expect(() => judge(curve(1, 2), 200, 0.2)).toThrow(RangeError);
});
