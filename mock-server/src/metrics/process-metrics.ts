import { readdir } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { counter, gauge, type Metric } from './metric.js';

/** The process at the moment of a scrape. */
interface ScrapedProcess {
  readonly cpu: NodeJS.CpuUsage;
  readonly memory: NodeJS.MemoryUsage;
  readonly startedAtMs: number;
  /** `undefined` where the system does not tell. */
  readonly openFiles: number | undefined;
  readonly lagMs: number;
  readonly utilization: number;
}

/**
 * The usual metrics of a process and of Node.js, under their usual names. Not those of prom-client, whose observer of the garbage
 * collector and histogram of the event loop cannot be ended: a mock that is closed must leave nothing behind.
 */
export const PROCESS_METRICS: readonly Metric<ScrapedProcess>[] = [
  counter('process_cpu_user_seconds_total', 'User CPU time spent, in seconds.', ({ cpu }) => cpu.user / 1e6),
  counter('process_cpu_system_seconds_total', 'System CPU time spent, in seconds.', ({ cpu }) => cpu.system / 1e6),
  counter('process_cpu_seconds_total', 'CPU time spent, in seconds.', ({ cpu }) => (cpu.user + cpu.system) / 1e6),
  gauge(
    'process_start_time_seconds',
    'When the process was started, in seconds of the Unix epoch.',
    ({ startedAtMs }) => startedAtMs / 1000,
  ),
  gauge('process_resident_memory_bytes', 'Resident memory.', ({ memory }) => memory.rss),
  gauge('process_open_fds', 'Open file descriptors; Linux only.', ({ openFiles }) => openFiles),
  gauge('nodejs_heap_size_total_bytes', 'Size of the heap.', ({ memory }) => memory.heapTotal),
  gauge('nodejs_heap_size_used_bytes', 'Used of the heap.', ({ memory }) => memory.heapUsed),
  gauge('nodejs_external_memory_bytes', 'Memory outside of the heap.', ({ memory }) => memory.external),
  gauge(
    'nodejs_eventloop_lag_seconds',
    'How long the event loop took for one turn during the scrape.',
    ({ lagMs }) => lagMs / 1000,
  ),
  gauge(
    'nodejs_eventloop_utilization_ratio',
    'Share of the time since the last scrape in which the event loop was busy.',
    ({ utilization }) => utilization,
  ),
  gauge('nodejs_version_info', 'Always 1; which Node.js runs.', () => new Map([[process.version, 1]]), 'version'),
];

/** Reads the process without a timer or an observer that would outlive a scrape. */
export class ProcessReader {
  #last = performance.eventLoopUtilization();

  async read(): Promise<ScrapedProcess> {
    const before = performance.now();
    await turn();
    const lagMs = performance.now() - before;
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.#last);
    this.#last = now;
    return {
      cpu: process.cpuUsage(),
      memory: process.memoryUsage(),
      startedAtMs: performance.timeOrigin,
      openFiles: await openFiles(),
      lagMs,
      utilization,
    };
  }
}

async function openFiles(): Promise<number | undefined> {
  try {
    // Reading the folder opens one more.
    return (await readdir('/proc/self/fd')).length - 1;
  } catch {
    return undefined;
  }
}
