import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['.built/**', 'node_modules/**'],
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: '.results/vitest.json' }]] : ['default'],
  },
});
