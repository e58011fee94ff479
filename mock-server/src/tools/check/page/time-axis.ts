/** Steps between ticks that people count in. */
const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
];

const MOST_TICKS = 9;

/** Where a moment is drawn: the left end is the start of the sender, the right end the end of it all. */
export class TimeAxis {
  readonly endMs: number;
  readonly left: number;
  readonly right: number;

  constructor(endMs: number, left: number, right: number) {
    this.endMs = Math.max(endMs, 1);
    this.left = left;
    this.right = right;
  }

  /** What lies outside is drawn at the edge. */
  x(atMs: number): number {
    const share = Math.min(Math.max(atMs / this.endMs, 0), 1);
    return Math.round((this.left + share * (this.right - this.left)) * 10) / 10;
  }

  /** Moments to label, at round distances. */
  ticks(): readonly number[] {
    const stepMs = STEPS_MS.find((step) => this.endMs / step <= MOST_TICKS) ?? Math.ceil(this.endMs / MOST_TICKS);
    return Array.from({ length: Math.floor(this.endMs / stepMs) + 1 }, (_, index) => index * stepMs);
  }
}

/** The moments between which most requests came within the window of the limit, and how many. */
export function fullestWindow(
  requests: readonly { readonly atMs: number }[],
  windowMs: number,
): { readonly fromMs: number; readonly requests: number } | undefined {
  let fullest: { fromMs: number; requests: number } | undefined;
  let first = 0;
  for (const [index, { atMs }] of requests.entries()) {
    while ((requests[first]?.atMs ?? atMs) <= atMs - windowMs) first += 1;
    const inWindow = index - first + 1;
    if (inWindow > (fullest?.requests ?? 0)) fullest = { fromMs: requests[first]?.atMs ?? atMs, requests: inWindow };
  }
  return fullest;
}
