import { rolldown } from 'rolldown';

/** One file to load where there are sixty sources, and the contract's facts in it, so that nothing else is installed. */
const bundle = await rolldown({
  input: { index: 'dist/index.js', pacing: 'dist/pacing/index.js', cli: 'dist/cli.js' },
  platform: 'node',
});
await bundle.write({ dir: 'bundle', entryFileNames: '[name].js', chunkFileNames: 'shared.js', cleanDir: true });
await bundle.close();
