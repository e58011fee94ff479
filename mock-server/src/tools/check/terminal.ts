import { styleText } from 'node:util';
import { SingleBar } from 'cli-progress';
import type { ScenarioResult } from 'imshop-contracts/conformance';

export type Color = 'red' | 'green' | 'yellow' | 'bold' | 'dim';

/** Returns the text in a color, or unchanged where colors are not shown. */
export type Colorizer = (color: Color, text: string) => string;

export interface TextOptions {
  readonly widthColumns: number;
  readonly colorize: Colorizer;
}

/**
 * Colors texts for a stream that is a terminal; `NO_COLOR` and `FORCE_COLOR` overrule. One color at a time: with several,
 * `styleText` of Node.js 20 ignores the stream.
 */
export function createColorizer(stream: NodeJS.WritableStream): Colorizer {
  return (color, text) => styleText(color, text, { stream });
}

/** Shows how many scenarios are done. */
export interface Progress {
  done(result: ScenarioResult): void;
  /** Removes the bar; to be called before anything else is printed. */
  stop(): void;
}

const SILENT: Progress = { done: () => {}, stop: () => {} };

/** Shows a progress bar on a terminal, and nothing elsewhere. */
export function startProgress(total: number, stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return SILENT;
  const bar = new SingleBar({
    stream,
    format: '{bar} {value}/{total}, {failed} failed  {last}',
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    // The command handles signals, and then stops the bar.
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
