/** One file to load where there are sixty sources, and the contract's facts in it, so that nothing else is installed. */
export default {
  input: { index: 'dist/index.js', pacing: 'dist/pacing/index.js', cli: 'dist/cli.js' },
  platform: 'node',
  output: { dir: 'bundle', entryFileNames: '[name].js', chunkFileNames: 'shared.js', cleanDir: true },
};
