import { resolve } from 'node:path';
import { rolldown } from 'rolldown';

/** Ours is bundled, with the contract's facts; what others wrote stays a dependency that an audit sees. */
const isOurs = (id) => id.startsWith('.') || id.startsWith('/') || id === 'imshop-contracts';

const COMMAND = resolve('dist/cli.js');

/** What the command cannot do without, and so whatever starts a mock: one file to read where there are ninety sources. */
const indispensable = new Set();
function isIndispensable(id, graph) {
  const follow = (module) => {
    for (const imported of graph.getModuleInfo(module)?.importedIds ?? []) {
      if (indispensable.has(imported)) continue;
      indispensable.add(imported);
      follow(imported);
    }
  };
  if (indispensable.size === 0) follow(COMMAND);
  return indispensable.has(id);
}

const bundle = await rolldown({
  input: {
    index: 'dist/index.js',
    check: 'dist/tools/check/index.js',
    demo: 'dist/tools/demo/index.js',
    cli: 'dist/cli.js',
  },
  platform: 'node',
  // Nothing is TypeScript any more, and an image is built without the projects that the root refers to.
  tsconfig: false,
  external: (id) => !isOurs(id),
});
await bundle.write({
  dir: 'bundle',
  cleanDir: true,
  chunkFileNames: '[name].js',
  codeSplitting: {
    groups: [{ debugName: 'mock', name: (id, graph) => (isIndispensable(id, graph) ? 'mock' : null) }],
  },
});
await bundle.close();
