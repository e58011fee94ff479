import { SingleBar } from 'cli-progress';
import type { ScenarioResult } from 'imshop-contracts/conformance';

/** How far a run has come, for who watches it. */
export interface Progress {
  done(result: ScenarioResult): void;
  /** Takes the bar away; it must be called before anything else is printed. */
  stop(): void;
}

const SILENT: Progress = { done: () => {}, stop: () => {} };

/** A bar for scenarios and readings together; nothing at all where the stream is no terminal. */
export function startProgress(total: number, stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return SILENT;
  const bar = new SingleBar({
    stream,
    format: '{bar} {value}/{total}, {failed} failed  {last}',
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    // The command stops on signals, and stops the bar.
    gracefulExit: false,
  });
  let failed = 0;
  bar.start(total, 0, { failed, last: '' });
  return {
    done: ({ id, verdict }) => {
      if (verdict === 'failed') failed += 1;
      bar.increment(1, { failed, last: id });
    },
    stop: () => bar.stop(),
  };
}
