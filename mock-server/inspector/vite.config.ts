import { defineConfig } from 'vite';

/** The page is served by the mock itself: everything it needs lies beside it, and nothing is inlined. */
export default defineConfig({
  base: '/_mock/page/',
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The policy of the page allows no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  logLevel: 'warn',
});
