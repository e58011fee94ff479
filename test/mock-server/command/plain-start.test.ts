import fc from 'fast-check';
import { expect, test } from 'vitest';
import { built } from '../built.js';

interface Flags {
  readonly settings: Readonly<Record<string, string | true>>;
  readonly config: string | undefined;
}

type Run = (argv: readonly string[], actions: { start(flags: Flags): Promise<number> }) => Promise<number>;

// Not exported: what a user sees of either is that the mock starts.
const { plainStart } = await built<{ plainStart(argv: readonly string[]): Flags | undefined }>('commands/plain-start');
const { run } = await built<{ run: Run }>('commands/program');
const { SETTING_KEYS, SETTINGS } = await built<{
  readonly SETTING_KEYS: readonly string[];
  readonly SETTINGS: Readonly<Record<string, { readonly argument?: string }>>;
}>('settings/settings-table');

const settings = SETTING_KEYS.map((key) => ({ flag: flagOf(key), takesValue: SETTINGS[key]?.argument !== undefined }));

test.each(settings)('$flag is read as by the library that reads the other commands', async ({ flag, takesValue }) => {
  const argv = takesValue ? [flag, '8'] : [flag];
  expect(plainStart(argv)).toBeDefined();
  await expectAlike(argv);
});

test('whatever a plain start takes, the library takes alike', async () => {
  const values = fc.constantFrom('8080', '', '0', 'a b', '-1', '--', '-', '--json', '=', 'a=b');
  const flags = fc.constantFrom(
    ...settings.map(({ flag }) => flag),
    '--config',
    '--help',
    '-h',
    '--no-json',
    '--version',
  );
  const words = fc.oneof(
    flags,
    values,
    fc.tuple(flags, values).map((pair) => pair.join('=')),
  );
  const lines = fc.tuple(fc.constantFrom([], ['start']), fc.array(words, { maxLength: 6 }));
  await fc.assert(
    fc.asyncProperty(lines, async ([first, rest]) => {
      if (plainStart([...first, ...rest])) await expectAlike([...first, ...rest]);
    }),
    { numRuns: 1000 },
  );
});

test.each([['exec'], ['--help'], ['start', '--help'], ['--port'], ['--prot', '1'], ['start', 'more'], ['--json=1']])(
  'the library is left to answer %s %s',
  (...argv) => {
    expect(plainStart(argv)).toBeUndefined();
  },
);

async function expectAlike(argv: readonly string[]): Promise<void> {
  const started: Flags[] = [];
  await run(argv, { start: async (flags) => started.push(flags) });
  expect([plainStart(argv)], argv.join(' ')).toEqual(started);
}

function flagOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
