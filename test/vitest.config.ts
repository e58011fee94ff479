import { defineConfig } from 'vitest/config';

const IS_THOROUGH = process.env['IMSHOP_TEST_THOROUGH'] !== undefined;
const NOT_OURS = ['.built/**', 'node_modules/**'];
/** Held against the clock, with many processes of their own: by themselves, when all others are over. */
const SENDERS = ['contracts/conformance/{naive-,}senders.test.ts'];
/** Files that share a browser: starting one costs more than any of them. */
const BROWSER = ['browser/**/*.test.ts'];
/** Measure the whole process they are in: nobody else's traces may be in it. */
const MEASURING = ['mock-server/faults/leaks.test.ts', 'mock-server/bounds/soak.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['**/*.test.ts'],
          exclude: [...NOT_OURS, ...SENDERS, ...MEASURING, ...BROWSER],
        },
      },
      { extends: true, test: { name: 'measuring', include: MEASURING, exclude: NOT_OURS, isolate: true } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: BROWSER,
          exclude: NOT_OURS,
          isolate: false,
          expect: { poll: { timeout: 20_000 } },
          // One browser, which has processes enough to keep a small machine busy by itself.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'senders',
          include: SENDERS,
          exclude: NOT_OURS,
          // A developer plays few of them.
          ...(IS_THOROUGH && {
            fileParallelism: false,
            sequence: { groupOrder: 1 },
          }),
        },
      },
    ],
    // A process a file costs as much as half of the tests. A developer's files share two, which also shows whether
    // one leaves something behind; in the gate each is by itself, which shows whether one needs another.
    isolate: IS_THOROUGH,
    // The built packages are loaded by Node, as users load them, and not once more made into modules of Vite.
    server: { deps: { external: [/\/(?:contracts|client|mock-server)\/dist\//] } },
    // One core less, the default, leaves half of a small machine idle.
    maxWorkers: '100%',
    // Only a test that hangs meets it: on a busy machine starting a process takes seconds.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Senders in one process share its time: more at once would wait for each other, and not for the vendor.
    maxConcurrency: 3,
    // Pact reports its use to its makers unless told not to.
    env: { PACT_DO_NOT_TRACK: 'true' },
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: '.results/vitest.json' }]] : ['default'],
  },
});
