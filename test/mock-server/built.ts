/** A module of the built mock that it does not export, by its path without the ending. */
export function built<T>(module: string): Promise<T> {
  return import(new URL(`dist/${module}.js`, import.meta.resolve('imshop-mock/package.json')).href);
}
