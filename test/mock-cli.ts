import { fileURLToPath } from 'node:url';

/** The command of the mock, as it is published. */
export const MOCK_CLI = fileURLToPath(import.meta.resolve('imshop-mock/package.json')).replace(
  'package.json',
  'bundle/cli.js',
);
