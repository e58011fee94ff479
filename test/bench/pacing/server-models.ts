/** A server's limiter. It knows nothing but when requests arrive, in the order of their arrival. */
interface Limiter {
  /** True if the request that arrives at `atMs`, by the server's wall clock, is admitted; otherwise it gets a 429. */
  admits(atMs: number): boolean;
}

/** A way in which the vendor may count its 10 requests a minute; the page does not say which. */
export interface ServerModel {
  readonly name: string;
  limiter(): Limiter;
}

const LIMIT = 10;
const WINDOW_MS = 60_000;
const EVEN_MS = WINDOW_MS / LIMIT;

/** Previous window by its part that still counts, plus this one: one request less than others, where the previous one was full. */
export const SLIDING_COUNTER: ServerModel = { name: 'sliding counter', limiter: slidingCounter };

/** Those that every sender satisfies whose arrivals are 6 s apart. */
export const EVEN_MODELS: readonly ServerModel[] = [
  { name: 'fixed, aligned', limiter: () => fixedWindow((atMs) => atMs - (atMs % WINDOW_MS)) },
  { name: 'fixed from first', limiter: () => fixedWindow((atMs) => atMs) },
  { name: 'sliding log', limiter: () => slidingLog({ countsDenied: false }) },
  { name: 'log + denied', limiter: () => slidingLog({ countsDenied: true }) },
  { name: 'bucket 10', limiter: tokenBucket },
  { name: 'GCRA burst 5', limiter: () => gcra(5) },
  { name: 'GCRA burst 1', limiter: () => gcra(1) },
];

export const ALL_MODELS: readonly ServerModel[] = [...EVEN_MODELS, SLIDING_COUNTER];

function fixedWindow(beginOf: (atMs: number) => number): Limiter {
  let beginMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  return {
    admits(atMs) {
      if (atMs >= beginMs + WINDOW_MS) {
        beginMs = beginOf(atMs);
        count = 0;
      }
      count++;
      return count <= LIMIT;
    },
  };
}

function slidingLog({ countsDenied }: { readonly countsDenied: boolean }): Limiter {
  const log: number[] = [];
  return {
    admits(atMs) {
      while (log[0] !== undefined && log[0] <= atMs - WINDOW_MS) log.shift();
      const admitted = log.length < LIMIT;
      if (admitted || countsDenied) log.push(atMs);
      return admitted;
    },
  };
}

function slidingCounter(): Limiter {
  let beginMs = Number.NEGATIVE_INFINITY;
  let previous = 0;
  let current = 0;
  return {
    admits(atMs) {
      const windowMs = atMs - (atMs % WINDOW_MS);
      if (windowMs > beginMs) {
        previous = windowMs === beginMs + WINDOW_MS ? current : 0;
        current = 0;
        beginMs = windowMs;
      }
      const stillCounts = 1 - (atMs - beginMs) / WINDOW_MS;
      if (previous * stillCounts + current + 1 > LIMIT) return false;
      current++;
      return true;
    },
  };
}

function tokenBucket(): Limiter {
  let tokens = LIMIT;
  let lastMs = 0;
  return {
    admits(atMs) {
      tokens = Math.min(LIMIT, tokens + (atMs - lastMs) / EVEN_MS);
      lastMs = atMs;
      if (tokens < 1) return false;
      tokens--;
      return true;
    },
  };
}

/** The generic cell rate algorithm. A burst of 1 is nginx's `limit_req` as it comes. */
function gcra(burst: number): Limiter {
  let theoreticalArrivalMs = 0;
  return {
    admits(atMs) {
      if (theoreticalArrivalMs - atMs > (burst - 1) * EVEN_MS) return false;
      theoreticalArrivalMs = Math.max(theoreticalArrivalMs, atMs) + EVEN_MS;
      return true;
    },
  };
}
