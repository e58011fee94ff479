const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does a work that is called off, by its signal, when this process is told to end; and in any case once it is over. */
export async function untilStopped<T>(work: (stopped: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of STOPPING) process.on(signal, stop);
  try {
    return await work(stopping.signal);
  } finally {
    stop();
    for (const signal of STOPPING) process.off(signal, stop);
  }
}
