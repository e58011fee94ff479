import { BUCKETS, type Buckets, type Counts } from './buckets.js';
import { GROUPS, type Group } from './groups.js';

/** The drawing's measures in pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A count of one must be seen beside thousands. */
const MIN_SEGMENT_PX = 2;
const MIN_LABEL_PX = 76;

export interface Segment {
  readonly group: Group;
  readonly y: number;
  readonly height: number;
}

/** The parts of one bar, stacked from the bottom of the plot. */
export function segmentsOf(counts: Counts, top: number, plot: Plot): readonly Segment[] {
  let y = plot.top + plot.height;
  return GROUPS.filter((group) => counts[group] > 0).map((group) => {
    const height = Math.max(MIN_SEGMENT_PX, (counts[group] / top) * plot.height);
    y -= height;
    return { group, y, height };
  });
}

/** Two or three round counts up the axis, the last at or above the highest bar; whole numbers, as requests are. */
export function countTicks(highest: number): readonly number[] {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  const steps = [magnitude / 10, magnitude / 5, magnitude / 2, magnitude, 2 * magnitude, 5 * magnitude];
  const step = steps.find((size) => size >= 1 && size * 2 >= highest) ?? 10 * magnitude;
  return highest <= step ? [0, step] : [0, step, 2 * step];
}

/** The moments to write below the axis: where buckets begin, at multiples of the step between them. */
export function timeTicks({ beginMs, endMs, widthMs }: Buckets, plotWidth: number): readonly number[] {
  const most = Math.max(1, Math.floor(plotWidth / MIN_LABEL_PX));
  const every = [5, 10, 12, 15, 20, 30, 60].find((size) => BUCKETS / size <= most) ?? BUCKETS;
  const stepMs = every * widthMs;
  const firstMs = Math.ceil(beginMs / stepMs) * stepMs;
  const length = Math.max(0, Math.floor((endMs - firstMs) / stepMs) + 1);
  return Array.from({ length }, (_, index) => firstMs + index * stepMs);
}

export function xOf(atMs: number, { beginMs, endMs }: Buckets, plot: Plot): number {
  return plot.left + ((atMs - beginMs) / (endMs - beginMs)) * plot.width;
}
