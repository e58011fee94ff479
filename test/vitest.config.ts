import { defineConfig } from 'vitest/config';

const NOT_OURS = ['.built/**', 'node_modules/**'];
/** Held against the clock, with many processes of their own: by themselves, when all others are over. */
const SENDERS = ['contracts/conformance/{naive-,}senders.test.ts'];
/** Files that share a browser: starting one costs more than any of them. */
const BROWSER = ['browser/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'tests', include: ['**/*.test.ts'], exclude: [...NOT_OURS, ...SENDERS, ...BROWSER] },
      },
      {
        extends: true,
        test: { name: 'browser', include: BROWSER, exclude: NOT_OURS, isolate: false, fileParallelism: false },
      },
      {
        extends: true,
        test: {
          name: 'senders',
          include: SENDERS,
          exclude: NOT_OURS,
          // A developer plays few of them.
          ...(process.env['IMSHOP_TEST_THOROUGH'] !== undefined && {
            fileParallelism: false,
            sequence: { groupOrder: 1 },
          }),
        },
      },
    ],
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
