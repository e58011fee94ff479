import { pause } from './pause.js';

/** Runs an action soon after it was asked for, never twice at once, and no more often than every so many milliseconds. */
export function coalesced(action: () => Promise<void>, everyMs: number): () => void {
  let isRunning = false;
  let isAsked = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (isAsked) {
      isAsked = false;
      await action();
      await pause(everyMs);
    }
    isRunning = false;
  };
  return () => {
    isAsked = true;
    if (!isRunning) void run();
  };
}
