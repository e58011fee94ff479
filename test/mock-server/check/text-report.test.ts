import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { createColorizer, startProgress, textReport } from 'imshop-mock/check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failed, HASTY, MATRIX, result, run, summary } from './sample-summary.js';

beforeEach(() => {
  for (const name of ['FORCE_COLOR', 'NO_COLOR', 'NODE_DISABLE_COLORS']) vi.stubEnv(name, undefined);
  vi.stubEnv('TERM', 'xterm');
});
afterEach(() => vi.unstubAllEnvs());

const pipe = () => new PassThrough();
const terminal = () =>
  Object.assign(new PassThrough(), { isTTY: true, getColorDepth: WriteStream.prototype.getColorDepth });

function report(given: ReturnType<typeof summary>, widthColumns = 140, stream: NodeJS.WritableStream = pipe()): string {
  return textReport(given, { widthColumns, colorize: createColorizer(stream) });
}

const KNOWN = { known: ['gzip'], fixed: ['reset'], blocking: ['limit-used-by-others'] };
const MIXED = summary(
  [
    result('reset'),
    failed('gzip', ['the sender exited with 1'], { level: 'SHOULD' }),
    HASTY,
    result('killed', { verdict: 'skipped', findings: ['a service cannot be ended'], runs: [], timeline: [] }),
  ],
  { baseline: KNOWN, ok: false, matrix: MATRIX },
);

test('a line for each scenario, with the findings below a failed one', () => {
  const text = report(MIXED);
  expect(text).toMatch(/^✓ {2}MUST {4}reset +does what reset asks +60 ms$/m);
  expect(text).toMatch(/^! {2}SHOULD {2}gzip .*\n +• the sender exited with 1\n +why: There is a reason.$/m);
  expect(text).toMatch(
    /^ +depends on window-shape \(assumed\): The window is a sliding minute; nobody outside\n +the vendor knows$/m,
  );
  expect(text).toMatch(/^~ {2}MUST {4}killed +does what killed asks\n +a service cannot be ended$/m);
  expect(text).toContain('the sender exited with 1; the end of its output:');
});

test('the last line has the counts, and what to remove from the baseline', () => {
  expect(report(MIXED).trimEnd().split('\n').at(-1)).toBe(
    '1 of 3 passed; MUST 1 of 2, SHOULD 0 of 1; 1 skipped; 1 known failure; ' +
      '1 known failure passes now: remove it from the baseline; 0 of 2 scenarios in every variant',
  );
});

test('a matrix names the variants in which the sender fails', () => {
  expect(report(MIXED)).toMatch(
    /^✗ {2}limit-used-by-others +3 of 4 variants {2}fails when retryAfter is off and countRejected is true$/m,
  );
  expect(report(MIXED)).toMatch(/^✗ {2}bad-request +0 of 1 variants {2}fails in every variant$/m);
});

test.each([60, 80, 120])('nothing is wider than %i columns, and nothing is cut', (widthColumns) => {
  const word = 'z'.repeat(300);
  const text = report(summary([failed('a-scenario', [word])]), widthColumns);
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(widthColumns);
  expect(text.match(/z/g)).toHaveLength(word.length);
});

test.each([
  { name: 'a terminal', stream: terminal(), env: {}, coloured: true },
  { name: 'a pipe', stream: pipe(), env: {}, coloured: false },
  { name: 'a terminal under NO_COLOR', stream: terminal(), env: { NO_COLOR: '1' }, coloured: false },
  { name: 'a pipe under FORCE_COLOR', stream: pipe(), env: { FORCE_COLOR: '1' }, coloured: true },
])('colours on $name: $coloured', ({ stream, env, coloured }) => {
  const plain = report(MIXED);
  // Independent of the environment of the test: CI, or a terminal without colours.
  for (const [name, value] of Object.entries({ CI: undefined, TERM: 'xterm', ...env })) vi.stubEnv(name, value);
  const text = report(MIXED, 140, stream);
  expect(text !== stripVTControlCharacters(text)).toBe(coloured);
  expect(stripVTControlCharacters(text)).toBe(plain);
});

test('the output of the sender does not steer a terminal', () => {
  expect(report(MIXED)).not.toMatch(/[^\P{C}\n]/u);
  expect(report(MIXED)).toContain('│ </pre></script><script>alert("1")</script>??&amp;]]>');
});

test('a sender that was never started is reported once', () => {
  const end = { type: 'not-started', reason: 'spawn nope ENOENT' } as const;
  const results = ['a', 'b'].map((id) => failed(id, ['the sender could not be started'], { runs: [run(0, { end })] }));
  expect(report(summary(results, { ok: false })).match(/could not be started.*/g)).toEqual([
    'could not be started: spawn nope ENOENT',
  ]);
});

test('progress is shown only on a terminal', () => {
  const streams = [pipe(), terminal()];
  const shown = streams.map((stream) => {
    const progress = startProgress(2, stream as unknown as NodeJS.WriteStream);
    progress.done(HASTY);
    progress.stop();
    return String(stream.read() ?? '');
  });
  expect(shown).toEqual(['', expect.stringMatching(/1\/2, 1 failed {2}limit-used-by-others/)]);
});
