import { availableParallelism, cpus } from 'node:os';
import type { LoadResult } from '../measuring/load/job.js';
import { markdownTable } from '../measuring/markdown-table.js';
import { median } from '../measuring/statistics.js';
import { CASES, type CaseName } from './cases.js';
import type { Memory } from './measure.js';
import type { Options } from './options.js';

/** What was measured of one contender. */
export interface Figures {
  readonly title: string;
  readonly startsMs: number[];
  readonly runs: Map<CaseName, LoadResult[]>;
  memory?: Memory;
}

const NONE = '–';

/** The tables, ready for a page in Markdown. The first of the figures is what the others are compared with. */
export function report([bare, ...others]: readonly Figures[], options: Options, isPinned: boolean): string {
  if (!bare) return 'nothing was measured';
  const all = [bare, ...others];
  const { cases, connections, memoryRequests } = options;
  const names = cases.map((name) => CASES[name].name);
  const memoryHead = ['memory after start', `after ${memoryRequests.toLocaleString('en')}`];
  const ratios = all.map((one) => [
    one.title,
    startCell(one, bare),
    ...cases.map((name) => throughputCell(one.runs.get(name), bare.runs.get(name), one === bare)),
    ...memoryCells(one, options),
  ]);
  const latencies = all.map((one) => [one.title, ...cases.map((name) => latencyCell(one.runs.get(name)))]);
  return [
    conditions(options, isPinned),
    markdownTable([['requests a second, to bare', 'start', ...names, ...memoryHead], ...ratios]),
    `Milliseconds to the answer, p50 / p99, over ${connections} connections that are never idle:`,
    markdownTable([['', ...names], ...latencies]),
    busiest(all),
  ].join('\n\n');
}

function conditions({ rounds, starts, roundMs, connections }: Options, isPinned: boolean): string {
  const cores = isPinned ? 'the server on one, the load on another' : 'not pinned';
  const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${cores}`;
  const how = `medians of ${rounds} rounds of ${roundMs / 1000} s (starts: ${starts}), ${connections} connections`;
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${machine}; ${how}.`;
}

function startCell({ startsMs }: Figures, bare: Figures): string {
  if (startsMs.length === 0) return NONE;
  const ms = median(startsMs);
  return startsMs === bare.startsMs ? `${ms.toFixed(0)} ms` : (ms / median(bare.startsMs)).toFixed(2);
}

function throughputCell(
  runs: readonly LoadResult[] = [],
  bareRuns: readonly LoadResult[] = [],
  isBare: boolean,
): string {
  if (runs.length === 0) return NONE;
  const [perSecond, barePerSecond] = [runs, bareRuns].map((of) => median(of.map((run) => run.perSecond)));
  if (isBare) return `${((perSecond ?? 0) / 1000).toFixed(1)} k/s`;
  return ((perSecond ?? 0) / (barePerSecond ?? 0)).toFixed(2);
}

function memoryCells({ memory }: Figures, { memoryRequests }: Options): readonly string[] {
  if (!memory) return [NONE, NONE];
  const { afterStartMb, afterLoadMb, requests } = memory;
  const short = requests < memoryRequests ? ` (${requests.toLocaleString('en')})` : '';
  return [`${afterStartMb.toFixed(0)} MB`, `${afterLoadMb.toFixed(0)} MB${short}`];
}

function latencyCell(runs: readonly LoadResult[] = []): string {
  if (runs.length === 0) return NONE;
  return [median(runs.map(({ p50Ms }) => p50Ms)), median(runs.map(({ p99Ms }) => p99Ms))]
    .map((ms) => Number(ms.toPrecision(2)))
    .join(' / ');
}

/** Whether it was the load, not the servers, that was measured. */
function busiest(all: readonly Figures[]): string {
  const shares = all.flatMap(({ runs }) => [...runs.values()].flat().map(({ busy }) => busy));
  return `The load took at most ${(100 * Math.max(0, ...shares)).toFixed(0)} % of its core.`;
}
