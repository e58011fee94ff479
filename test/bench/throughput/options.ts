import { integerFrom, namesFrom } from '../measuring/options.js';
import { CASE_NAMES, type CaseName } from './cases.js';
import { CONTENDER_NAMES, type ContenderName } from './contenders/index.js';

export interface Options {
  readonly rounds: number;
  readonly starts: number;
  readonly roundMs: number;
  readonly warmUpMs: number;
  readonly connections: number;
  readonly memoryRequests: number;
  readonly memoryMs: number;
  readonly contenders: readonly ContenderName[];
  readonly cases: readonly CaseName[];
}

/** @throws {RangeError} naming the variable that is not allowed. */
export function optionsFromEnvironment(): Options {
  return {
    rounds: integerFrom('ROUNDS', 3),
    starts: integerFrom('STARTS', 15),
    roundMs: integerFrom('SECONDS', 2, 3600) * 1000,
    warmUpMs: integerFrom('WARM_UP_MS', 700),
    connections: integerFrom('CONNECTIONS', 16, 1000),
    memoryRequests: integerFrom('MEMORY_REQUESTS', 200_000),
    memoryMs: integerFrom('MEMORY_SECONDS', 40, 3600) * 1000,
    // All others are compared with it.
    contenders: [...new Set(['bare' as const, ...namesFrom('CONTENDERS', CONTENDER_NAMES)])],
    cases: namesFrom('CASES', CASE_NAMES),
  };
}
