import { rolldown } from 'rolldown';

/** Bundles fifty sources and the contract's facts into few files, so that loading is fast and nothing else is installed. */
const bundle = await rolldown({
  input: { index: 'dist/index.js', pacing: 'dist/pacing/index.js', cli: 'dist/cli.js' },
  platform: 'node',
});
await bundle.write({ dir: 'bundle', entryFileNames: '[name].js', chunkFileNames: 'shared.js', cleanDir: true });
await bundle.close();
