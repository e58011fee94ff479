import type { Clock } from 'imshop-push';

/** Time that passes only in `pass`, as fast as the machine can. */
export interface VirtualTime extends Clock {
  /** Lets `ms` milliseconds pass: what is due before their end happens. */
  pass(ms: number): Promise<void>;
}

/**
 * Resolves once everything that waits for promises alone has happened: Node.js turns to its tick queue only when no microtask is
 * left. Far cheaper than a turn of the event loop, and there are millions.
 */
export function quiet(): Promise<void> {
  return new Promise((resolve) => queueMicrotask(() => process.nextTick(resolve)));
}
