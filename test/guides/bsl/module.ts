import { runInNewContext } from 'node:vm';
import { platform } from './platform.js';
import { toJs } from './to-js.js';

type Callable = (...given: readonly unknown[]) => unknown;

/** The functions of a module of 1C, as if its base had this address. */
export function moduleOf(source: string, pushUrl: string, names: readonly string[]): Record<string, Callable> {
  return runInNewContext(`'use strict'; ${toJs(source)}; ({ ${names.join(', ')} })`, platform(pushUrl));
}
