import type { Sample, Verdict } from './verdict.js';

const MB_A_MARK = 20;

/** One point of the curve, as a line. */
export function curveLine({ requests, residentMb, heapUsedMb, externalMb }: Sample, seconds: number): string {
  const figures = [
    requests.toLocaleString('en').padStart(9),
    `${seconds.toFixed(0).padStart(4)} s`,
    `rss ${residentMb.toFixed(0).padStart(5)} MB`,
    `heap ${heapUsedMb.toFixed(0).padStart(5)} MB`,
    `buffers ${externalMb.toFixed(0).padStart(4)} MB`,
  ];
  return `${figures.join('  ')}  ${'█'.repeat(Math.round(residentMb / MB_A_MARK))}`;
}

export interface Soaked {
  /** How many requests of each kind there were. */
  readonly endings: ReadonlyMap<string, number>;
  readonly verdict: Verdict;
  readonly maxGrowth: number;
  readonly seconds: number;
  readonly watcher: { readonly bytes: number; readonly lost: number };
  readonly seed: number;
}

export function summary({ endings, verdict, maxGrowth, seconds, watcher, seed }: Soaked): string {
  const { warmMb, endMb, growth, passed } = verdict;
  const kinds = [...endings].map(([name, count]) => `  ${count.toLocaleString('en').padStart(9)}  ${name}\n`).join('');
  const change = `${growth < 0 ? '' : '+'}${(growth * 100).toFixed(1)} %`;
  return `${kinds}the watcher read ${(watcher.bytes / 2 ** 20).toFixed(0)} MB of events and was let go ${watcher.lost} times; ${seconds.toFixed(0)} s, seed ${seed}
after the warm-up ${warmMb.toFixed(0)} MB, at the end ${endMb.toFixed(0)} MB: ${change}, ${passed ? 'within' : 'MORE THAN'} the ${(maxGrowth * 100).toFixed(0)} % allowed
`;
}
