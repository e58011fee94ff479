import { median } from '../measuring/statistics.js';

/** The memory of the mock after so many requests. */
export interface Sample {
  readonly requests: number;
  readonly residentMb: number;
  readonly heapUsedMb: number;
  readonly externalMb: number;
}

export interface Verdict {
  readonly warmMb: number;
  readonly endMb: number;
  /** 0.1 is ten percent more than after the warm-up. */
  readonly growth: number;
  readonly passed: boolean;
}

/** One sample says at which moment between two collections of garbage it was taken; these span several of them. */
const SAMPLES = 9;

/** Compares the last samples with the last of the warm-up. @throws {RangeError} where either is without samples. */
export function judge(samples: readonly Sample[], warmUpRequests: number, maxGrowth: number): Verdict {
  const warm = samples.filter(({ requests }) => requests <= warmUpRequests);
  const rest = samples.slice(warm.length);
  if (warm.length === 0 || rest.length === 0) throw new RangeError('no sample before or after the end of the warm-up');
  const [warmMb, endMb] = [middle(warm), middle(rest)];
  const growth = endMb / warmMb - 1;
  return { warmMb, endMb, growth, passed: growth <= maxGrowth };
}

function middle(samples: readonly Sample[]): number {
  return median(samples.slice(-SAMPLES).map(({ residentMb }) => residentMb));
}
