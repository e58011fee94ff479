import { defineConfig } from 'vite';

/** Builds the page that the mock serves. All assets are separate files from the same origin. */
export default defineConfig({
  base: '/_mock/page/',
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The Content-Security-Policy of the page forbids data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  logLevel: 'warn',
});
