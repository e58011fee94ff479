import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['.built/**', 'node_modules/**'],
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
